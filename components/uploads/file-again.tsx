'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button, type ButtonProps } from '@/components/ui/button'
import { formatBytes } from '@/lib/format'
import { fingerprintOf } from '@/lib/upload/browser/digest'
import { type KnownFile, type Recognition, recognise } from '@/lib/upload/browser/recognise'
import { pickFiles } from './pick-files'

type FileAgainProps = Pick<ButtonProps, 'variant' | 'size' | 'icon'> & {
  label: string
  /** The file that the upload began with. */
  known: KnownFile
  /** Called with the same file only. */
  onFile: (file: File) => void
}

/** Lets the person pick the file of an unfinished upload again, and turns any other away. */
export function FileAgain({ label, known, onFile, variant, size = 'sm', icon }: FileAgainProps) {
  const t = useTranslations()
  const locale = useLocale()
  const input = useRef<HTMLInputElement>(null)
  const [isLooking, setLooking] = useState(false)
  const [refusal, setRefusal] = useState<{ picked: string; why: Exclude<Recognition, 'same'> }>()

  const judge = async (file: File) => {
    setLooking(true)
    setRefusal(undefined)
    const fingerprint = await fingerprintOf(file)
    const { name, size: bytes, lastModified } = file
    const why = recognise(known, { name, size: bytes, lastModified, fingerprint })
    setLooking(false)
    if (why === 'same') onFile(file)
    else setRefusal({ picked: name, why })
  }

  const choose = async () => {
    const files = await pickFiles(false)
    if (files === null) input.current?.click()
    else if (files[0]) await judge(files[0])
  }

  return (
    <>
      <Button
        variant={variant}
        size={size}
        icon={icon}
        loading={isLooking}
        onClick={() => choose().catch(() => setLooking(false))}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) judge(file).catch(() => setLooking(false))
        }}
      />
      {refusal && (
        <p role="alert" className="basis-full text-bad text-sm">
          {t(`uploads.unfinished.${refusal.why}`, {
            picked: refusal.picked,
            name: known.name,
            size: formatBytes(known.size, locale),
          })}
        </p>
      )}
    </>
  )
}
