'use client'

import { UploadCloud } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDropzone } from 'react-dropzone'

type DropTargetProps = {
  /** Gets the files that were let go here; none when they cannot be taken. */
  onFiles: (files: readonly File[]) => void
  onLeave: () => void
  /** A file or folder could not be read. */
  onError: (error: Error) => void
}

/** Lies over a page while files are dragged across it, and takes them. */
export function DropTarget({ onFiles, onLeave, onError }: DropTargetProps) {
  const t = useTranslations()
  const { getRootProps } = useDropzone({
    noClick: true,
    noKeyboard: true,
    noPaste: true,
    onDrop: onFiles,
    onError,
  })
  return (
    <div
      {...getRootProps({ tabIndex: undefined, role: undefined, onDragLeave: onLeave })}
      className="absolute inset-0 z-20"
    >
      <div className="pointer-events-none absolute inset-2 flex animate-fade items-center justify-center gap-3 rounded-lg border-2 border-accent border-dashed bg-accent-soft/90 font-semibold text-accent text-lg">
        <UploadCloud aria-hidden className="size-6" />
        {t('uploads.drop.here')}
      </div>
    </div>
  )
}
