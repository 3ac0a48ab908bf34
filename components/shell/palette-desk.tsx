'use client'

import {
  Activity,
  ClipboardCheck,
  Database,
  DatabaseZap,
  Gauge,
  ListChecks,
  ListFilter,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { paths } from '@/lib/paths'
import { reviewQueues } from '@/lib/schemas/review'
import { PaletteGroup, PaletteItem } from './palette-item'

type Props = { scope: string; typed: string; onGo: (path: string) => void }

const parts = [
  { key: 'review', icon: ClipboardCheck, path: paths.review },
  { key: 'stores', icon: Database, path: paths.stores },
  { key: 'cache', icon: DatabaseZap, path: paths.cache },
  { key: 'tasks', icon: ListChecks, path: paths.tasks },
  { key: 'usage', icon: Gauge, path: paths.usage },
] as const

/** The administrators' screens; each queue of the desk too, once something is looked for. */
export function PaletteDesk({ scope, typed, onGo }: Props) {
  const t = useTranslations()
  const desk = t('shell.nav.review')
  return (
    <PaletteGroup heading={t('review.tabs.label')}>
      {parts.map(({ key, icon, path }) => (
        <PaletteItem
          key={key}
          value={`desk ${key}`}
          keywords={[desk, t(`review.tabs.${key}`)]}
          icon={icon}
          onSelect={() => onGo(path(scope))}
        >
          {t(`review.tabs.${key}`)}
        </PaletteItem>
      ))}
      <PaletteItem
        value="desk system"
        keywords={[t('shell.nav.system')]}
        icon={Activity}
        onSelect={() => onGo(paths.system(scope))}
      >
        {t('shell.nav.system')}
      </PaletteItem>
      {typed.trim() !== '' &&
        reviewQueues.map((queue) => (
          <PaletteItem
            key={queue}
            value={`desk queue ${queue}`}
            keywords={[desk, t(`review.queues.${queue}.title`), t('review.queues.title')]}
            icon={ListFilter}
            hint={t('shell.find.queue')}
            onSelect={() => onGo(paths.reviewList(scope, queue))}
          >
            {t(`review.queues.${queue}.title`)}
          </PaletteItem>
        ))}
    </PaletteGroup>
  )
}
