'use client'

import { clsx } from 'clsx'
import { Building2, Globe, Lock, Users } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CopyValue } from '@/components/feedback/copy-value'
import { Badge } from '@/components/ui/badge'
import { SafeText } from '@/components/ui/safe-text'
import { StatusDot } from '@/components/ui/status-dot'
import { VisuallyHidden } from '@/components/ui/visually-hidden'
import { exactBytes, formatBytes, formatDay, formatExactTime, formatRelative } from '@/lib/format'
import { imageStatusLook, isImageStatus, isMemberStatus, memberStatusLook } from './status-look'
import { useClock } from './use-clock'

/** Stands for a value that is not there. */
export function NoValue({ children }: { children?: ReactNode }) {
  const t = useTranslations()
  return (
    <span className="text-ink-muted">
      <span aria-hidden>—</span>
      <VisuallyHidden>{children ?? t('kit.none')}</VisuallyHidden>
    </span>
  )
}

/** An id, short to the eye, whole on hover and on the clipboard. */
export function IdCell({ id, name }: { id: string; name: string }) {
  return (
    <span className="group/id flex min-w-0 items-center gap-1">
      <span title={id} className="truncate font-mono text-ink-soft text-sm">
        {id}
      </span>
      <CopyValue value={id} name={name} />
    </span>
  )
}

/** A size in binary units; exact bytes on hover. */
export function SizeCell({ bytes }: { bytes: number | null | undefined }) {
  const locale = useLocale()
  const t = useTranslations()
  if (bytes === null || bytes === undefined) return <NoValue>{t('kit.unknown')}</NoValue>
  return (
    <data value={bytes} title={exactBytes(bytes, locale)} className="tabular whitespace-nowrap">
      {formatBytes(bytes, locale)}
    </data>
  )
}

/** A time as seen from now; the exact one with its zone on hover. */
export function TimeCell({
  time,
  className,
}: {
  time: string | null | undefined
  className?: string
}) {
  const locale = useLocale()
  const now = useClock()
  if (time === null || time === undefined || time === '') return <NoValue />
  return (
    <time
      dateTime={time}
      // The server knows neither the reader's zone nor when they will read: it writes the day.
      title={now === undefined ? undefined : formatExactTime(time, locale)}
      className={clsx('tabular whitespace-nowrap', className)}
    >
      {now === undefined ? formatDay(time, locale, 'UTC') : formatRelative(time, now, locale)}
    </time>
  )
}

/** An image's status as icon, word and hue. */
export function StatusCell({ status }: { status: string }) {
  const t = useTranslations()
  const look = imageStatusLook(status)
  return (
    <StatusDot tone={look.tone} icon={look.icon}>
      {isImageStatus(status) ? t(`kit.status.${status}`) : status}
    </StatusDot>
  )
}

/** The same in a box, for headers. */
export function StatusBadge({ status }: { status: string }) {
  const t = useTranslations()
  const look = imageStatusLook(status)
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {isImageStatus(status) ? t(`kit.status.${status}`) : status}
    </Badge>
  )
}

/** A member's answer to an offered image. */
export function MemberStatusCell({ status }: { status: string }) {
  const t = useTranslations()
  const look = memberStatusLook(status)
  return (
    <StatusDot tone={look.tone} icon={look.icon}>
      {isMemberStatus(status) ? t(`kit.memberStatus.${status}`) : status}
    </StatusDot>
  )
}

const visibilityIcons = { private: Lock, shared: Users, community: Building2, public: Globe }

/** Who may see an image. */
export function VisibilityCell({ visibility }: { visibility: string }) {
  const t = useTranslations()
  if (!isVisibility(visibility)) return visibility
  const Icon = visibilityIcons[visibility]
  return (
    <StatusDot tone="neutral" icon={<Icon />}>
      {t(`kit.visibility.${visibility}`)}
    </StatusDot>
  )
}

function isVisibility(text: string): text is keyof typeof visibilityIcons {
  return Object.hasOwn(visibilityIcons, text)
}

type TagsCellProps = {
  tags: readonly string[]
  /** Tags that are shown; the others are counted. */
  max?: number
  /** Several lines where one has no room. */
  wraps?: boolean
}

/** The first tags and how many more there are. Glance gives them in no order; here they are sorted. */
export function TagsCell({ tags, max = 2, wraps = false }: TagsCellProps) {
  const t = useTranslations()
  if (tags.length === 0) return <NoValue />
  const sorted = [...tags].sort((a, b) => a.localeCompare(b))
  const rest = sorted.slice(max)
  return (
    <span className={clsx('flex min-w-0 items-center gap-1', wraps && 'flex-wrap')}>
      {sorted.slice(0, max).map((tag) => (
        <Badge key={tag} className="min-w-0 shrink">
          <SafeText text={tag} />
        </Badge>
      ))}
      {rest.length > 0 && (
        <span title={rest.join(', ')} className="tabular shrink-0 text-ink-muted text-xs">
          <span aria-hidden>+{rest.length}</span>
          <VisuallyHidden>
            {t('kit.tags.more', { count: rest.length, names: rest.join(', ') })}
          </VisuallyHidden>
        </span>
      )}
    </span>
  )
}
