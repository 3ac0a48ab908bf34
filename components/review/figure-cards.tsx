'use client'

import { useLocale, useTranslations } from 'next-intl'
import { parseAsStringLiteral } from 'nuqs/server'
import { isImageStatus } from '@/components/table/status-look'
import { Segmented } from '@/components/ui/segmented'
import { useAddress } from '@/components/ui/use-address'
import {
  type AgeBracket,
  ageBrackets,
  type Figure,
  type ReviewSnapshot,
} from '@/lib/schemas/review'
import { FigureCard, type NamedFigure } from './figure-card'
import { GrowthCard } from './growth-card'

export const metrics = ['count', 'bytes'] as const
export type Metric = (typeof metrics)[number]
const parsers = { by: parseAsStringLiteral(metrics).withDefault('count') }

type Props = { scope: string; snapshot: ReviewSnapshot }

/** Images and bytes by everything the desk counts by. */
export function FigureCards({ scope, snapshot }: Props) {
  const t = useTranslations()
  const [{ by: metric }, setAddress] = useAddress(parsers)
  const named = useNames(snapshot)
  const card = { scope, madeAt: snapshot.madeAt, metric }
  return (
    <section aria-labelledby="review-figures" className="flex flex-col gap-3">
      <header className="flex flex-wrap items-center gap-3">
        <h2 id="review-figures" className="font-semibold text-lg">
          {t('review.figures.title')}
        </h2>
        <Segmented
          label={t('review.figures.by')}
          size="sm"
          value={metric}
          onValueChange={(by) => setAddress({ by })}
          options={metrics.map((value) => ({ value, label: t(`review.figures.${value}`) }))}
        />
      </header>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <FigureCard {...card} dimension="status" figures={named.status} />
        <FigureCard {...card} dimension="visibility" figures={named.visibility} />
        <FigureCard {...card} dimension="disk_format" figures={named.diskFormat} />
        <FigureCard {...card} dimension="age" figures={named.age} isOrdered />
        <FigureCard
          {...card}
          dimension="project"
          figures={named.projects}
          others={snapshot.otherProjects}
        />
        <GrowthCard {...card} months={snapshot.months} />
        {snapshot.stores.length > 0 && (
          <FigureCard {...card} dimension="store" figures={named.stores} />
        )}
      </div>
    </section>
  )
}

function useNames(snapshot: ReviewSnapshot) {
  const t = useTranslations()
  const locale = useLocale()
  const named = (figures: Figure[], nameOf: (key: string) => string): NamedFigure[] =>
    figures.map((figure) => ({ ...figure, name: nameOf(figure.key) }))
  const none = t('review.figures.none')
  const visibilityOf = (key: string) => (isVisibility(key) ? t(`kit.visibility.${key}`) : key)
  const projectOf = (key: string) => {
    const name = snapshot.names[key]
    if (name === null) return t('review.figures.goneProject', { id: key })
    return name ?? (key || none)
  }
  const order = (key: string) => ageBrackets.indexOf(key as AgeBracket)
  const ages = [...snapshot.age].sort((a, b) => order(a.key) - order(b.key))
  return {
    status: named(snapshot.status, (key) => (isImageStatus(key) ? t(`kit.status.${key}`) : key)),
    visibility: named(snapshot.visibility, visibilityOf),
    diskFormat: named(
      [...snapshot.disk_format].sort(
        (a, b) => b.count - a.count || a.key.localeCompare(b.key, locale),
      ),
      (key) => key || none,
    ),
    age: named(ages, (key) => t(`review.age.${key as AgeBracket}`)),
    projects: named(snapshot.projects, projectOf),
    stores: named(snapshot.stores, (key) => key),
  }
}

function isVisibility(key: string): key is 'private' | 'shared' | 'community' | 'public' {
  return ['private', 'shared', 'community', 'public'].includes(key)
}
