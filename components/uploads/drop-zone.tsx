'use client'

import { clsx } from 'clsx'
import { useRouter } from 'next/navigation'
import { type DragEvent, type ReactNode, useState } from 'react'
import { toastError } from '@/components/feedback/toasts'
import { onDemand, useOnDemand } from '@/components/ui/on-demand'
import { paths } from '@/lib/paths'

type DropZoneProps = { scope: string; className?: string; children: ReactNode }

const code = onDemand(() => import('./drop-target'))

/**
 * Takes files dropped or pasted anywhere on its content to the upload form. For the keyboard the
 * page has a link to the same form. The code for it comes when the first file is dragged near.
 */
export function DropZone({ scope, className, children }: DropZoneProps) {
  const router = useRouter()
  const [isDragging, setDragging] = useState(false)
  const parts = useOnDemand(code, isDragging)
  const fail = (error: unknown) => {
    setDragging(false)
    toastError(error instanceof Error ? error : new Error())
  }
  const take = async (files: readonly File[]) => {
    setDragging(false)
    if (files.length === 0) return
    try {
      const { liveEngine } = await import('@/lib/upload/browser/live-engine')
      liveEngine().engine.choose(scope, [...files])
      router.push(paths.newImage(scope))
    } catch (error) {
      fail(error)
    }
  }
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    setDragging(true)
    if (parts) return
    // The browser would show the file instead of the page, should it be let go before the code is here.
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the keyboard has the form's link
    <div
      onDragEnter={drag}
      onDragOver={drag}
      onPaste={({ clipboardData }) => void take([...clipboardData.files])}
      className={clsx('relative flex min-h-0 flex-1 flex-col', className)}
    >
      {children}
      {isDragging && parts && (
        <parts.DropTarget onFiles={take} onLeave={() => setDragging(false)} onError={fail} />
      )}
    </div>
  )
}
