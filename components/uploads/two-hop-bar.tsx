import { clsx } from 'clsx'
import { useLocale, useTranslations } from 'next-intl'
import { formatPercent } from '@/lib/format'

type TwoHopBarProps = {
  /** What is sent, for screen readers. */
  name: string
  /** Shares from 0 to 1. */
  toUs: number
  intoGlance: number
  tone: 'busy' | 'warn' | 'bad' | 'ok'
}

const inks = {
  busy: ['bg-busy/35', 'bg-busy'],
  warn: ['bg-warn/35', 'bg-warn'],
  bad: ['bg-bad/35', 'bg-bad'],
  ok: ['bg-ok/35', 'bg-ok'],
} as const

/** Both hops in one bar: pale for what the dashboard has, full for what Glance has of it. */
export function TwoHopBar({ name, toUs, intoGlance, tone }: TwoHopBarProps) {
  const t = useTranslations()
  const locale = useLocale()
  const [pale, full] = inks[tone]
  const words = t('uploads.row.bothHops', {
    toUs: formatPercent(toUs, locale),
    intoGlance: formatPercent(intoGlance, locale),
  })
  return (
    <div
      role="progressbar"
      aria-label={t('uploads.row.progressOf', { name })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(toUs * 100)}
      aria-valuetext={words}
      title={words}
      className="relative h-1.5 w-full overflow-hidden rounded-full bg-sunken ring-1 ring-control/40 ring-inset"
    >
      <Fill share={toUs} className={pale} />
      <Fill share={intoGlance} className={full} />
    </div>
  )
}

function Fill({ share, className }: { share: number; className: string }) {
  const bounded = Math.min(1, Math.max(0, share))
  return (
    <span
      aria-hidden
      className={clsx('absolute inset-0 rounded-full transition-transform', className)}
      style={{ transform: `translateX(${(bounded - 1) * 100}%)` }}
    />
  )
}
