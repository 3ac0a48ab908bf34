'use client'

import { UploadCloud } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useDropzone } from 'react-dropzone'
import { cx } from '@/components/ui/class-names'
import { paths } from '@/lib/paths'
import { liveEngine } from '@/lib/upload/browser/live-engine'

type DropZoneProps = { scope: string; className?: string; children: ReactNode }

/**
 * Takes files dropped or pasted anywhere on its content to the upload form. For the keyboard the
 * page has a link to the same form.
 */
export function DropZone({ scope, className, children }: DropZoneProps) {
  const t = useTranslations()
  const router = useRouter()
  const { getRootProps, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    onDropAccepted: (files) => {
      liveEngine().engine.choose(scope, files)
      router.push(paths.newImage(scope))
    },
  })
  return (
    <div
      {...getRootProps({ tabIndex: undefined, role: undefined })}
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
