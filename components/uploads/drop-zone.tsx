'use client'

import { UploadCloud } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type DragEvent, type ReactNode, useState } from 'react'
import { toastError } from '@/components/feedback/toasts'
import { cx } from '@/components/ui/class-names'
import { paths } from '@/lib/paths'
import { droppedFiles, holdsFiles } from './dropped-files'

type DropZoneProps = { scope: string; className?: string; children: ReactNode }

/**
 * Takes files dropped or pasted anywhere on its content to the upload form. For the keyboard the
 * page has a link to the same form. The code for uploads comes with the first file.
 */
export function DropZone({ scope, className, children }: DropZoneProps) {
  const t = useTranslations()
  const router = useRouter()
  const [isDragActive, setDragActive] = useState(false)
  const take = async (taken: Promise<File[]>) => {
    try {
      const [files, { liveEngine }] = await Promise.all([taken, loadEngine()])
      if (files.length === 0) return
      liveEngine().engine.choose(scope, files)
      router.push(paths.newImage(scope))
    } catch (error) {
      toastError(error instanceof Error ? error : new Error())
    }
  }
  const drag = (event: DragEvent) => {
    if (!holdsFiles(event.dataTransfer)) return
    // Without this the browser would show the file instead of the page.
    event.preventDefault()
    setDragActive(true)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; the keyboard has the form's link
    <div
      onDragEnter={drag}
      onDragOver={drag}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setDragActive(false)
      }}
      onDrop={(event) => {
        setDragActive(false)
        if (!holdsFiles(event.dataTransfer)) return
        event.preventDefault()
        void take(droppedFiles(event.dataTransfer))
      }}
      onPaste={({ clipboardData }) => {
        if (clipboardData.files.length > 0) void take(Promise.resolve([...clipboardData.files]))
      }}
      className={cx('relative flex min-h-0 flex-1 flex-col', className)}
    >
      {children}
      {isDragActive && (
        <div className="pointer-events-none absolute inset-2 z-20 flex animate-fade items-center justify-center gap-3 rounded-lg border-2 border-accent border-dashed bg-accent-soft/90 font-semibold text-accent text-lg">
          <UploadCloud aria-hidden className="size-6" />
          {t('uploads.drop.here')}
        </div>
      )}
    </div>
  )
}

const loadEngine = () => import('@/lib/upload/browser/live-engine')
