'use client'

import { useLocale, useTranslations } from 'next-intl'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { SafePieces } from '@/components/ui/safe-text'
import { formatBytes } from '@/lib/format'
import type { Hazard, ImageFinding } from '@/lib/image-format/finding'
import type { Upload } from '@/lib/upload/browser/upload'

/** What a file is, in one line: kind, size of the disk, partitions. */
export function FindingLine({ finding }: { finding: ImageFinding }) {
  const t = useTranslations()
  const locale = useLocale()
  const { virtualSize, fileSize, partitions } = finding
  const parts = [
    useKindWords(finding),
    virtualSize !== null && virtualSize !== fileSize
      ? t('uploads.notice.virtualSize', { size: formatBytes(virtualSize, locale) })
      : null,
    partitions && partitions.entries.length > 0
      ? t('uploads.notice.partitions', {
          table: partitions.table.toUpperCase(),
          count: partitions.entries.length,
        })
      : null,
  ]
  return <>{parts.filter((part) => part !== null).join(' · ')}</>
}

type FormatNoticeProps = {
  upload: Upload
  onOverride: () => void
}

/** What speaks against sending a file: refused with the reasons, or sent when the person insists. */
export function FormatNotice({ upload, onOverride }: FormatNoticeProps) {
  const t = useTranslations()
  const { inspection, isOverridden } = upload
  if (!inspection || inspection.finding.hazards.length === 0) return null
  const { finding, verdict } = inspection
  const isRefused = verdict === 'refuse'
  const words = isRefused ? 'refused' : verdict === 'warn' ? 'warned' : undefined
  return (
    <Alert
      tone={isRefused ? 'bad' : verdict === 'warn' ? 'warn' : 'info'}
      role="status"
      title={words && t(`uploads.notice.${words}`)}
      actions={
        verdict === 'warn' &&
        !isOverridden && (
          <Button size="sm" onClick={onOverride}>
            {t('uploads.notice.override')}
          </Button>
        )
      }
    >
      <HazardList hazards={finding.hazards} />
    </Alert>
  )
}

/** Each hazard in a sentence, the ones that stop it first. */
export function HazardList({ hazards }: { hazards: readonly Hazard[] }) {
  const t = useTranslations()
  const sorted = hazards.toSorted((a, b) => rank(a) - rank(b))
  if (sorted.length === 1 && sorted[0]) return <p>{sentence(sorted[0])}</p>
  return (
    <ul className="list-disc space-y-0.5 ps-4">
      {sorted.map((hazard) => (
        <li key={hazard.code}>{sentence(hazard)}</li>
      ))}
    </ul>
  )

  // Names in the parameters come from the file and may try to reorder the sentence around them.
  function sentence({ code, params }: Hazard) {
    const shown = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, value === '' ? '?' : value]),
    )
    return <SafePieces text={t(`uploads.hazards.${code}`, shown as never)} />
  }
}

function rank({ severity }: Hazard): number {
  return severity === 'refuse' ? 0 : 1
}

function useKindWords({ kind, format }: ImageFinding): string {
  const t = useTranslations()
  const key = `uploads.kinds.${kind}` as never
  if (t.has(key)) return t(key)
  return format === null || kind.startsWith(format) ? kind : `${format}, ${kind}`
}
