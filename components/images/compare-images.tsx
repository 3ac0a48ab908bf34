'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { ButtonLink } from '@/components/ui/button-link'
import { Skeleton } from '@/components/ui/skeleton'
import { Switch } from '@/components/ui/switch'
import { type Actor, isOwn } from '@/lib/image-rules'
import { paths } from '@/lib/paths'
import { imageQuery } from '@/lib/queries/images'
import { membersQuery } from '@/lib/queries/members'
import type { Image } from '@/lib/schemas/image'
import { compareFields, compareMembers, compareProperties, compareTags } from './compare-rows'
import { CompareTable } from './compare-table'
import { useComparedWords } from './use-compared-words'

type Props = { scope: string; actor: Actor; a: string; b: string }

/** Two images side by side: fields, properties, tags and, of own ones, members. */
export function CompareImages({ scope, actor, a, b }: Props) {
  const t = useTranslations()
  const switchId = useId()
  const [isBrief, setBrief] = useState(false)
  const first = useQuery(imageQuery(scope, a))
  const second = useQuery(imageQuery(scope, b))
  const failed = [first, second].find(({ error, data }) => error && !data)
  return (
    <div className="flex flex-col gap-4 p-4">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="me-auto font-semibold text-xl">{t('images.compare.title')}</h1>
        <span className="flex items-center gap-2">
          <Switch id={switchId} checked={isBrief} onCheckedChange={setBrief} />
          <label htmlFor={switchId}>{t('images.compare.onlyDifferences')}</label>
        </span>
        <ButtonLink href={paths.compareImages(scope, b, a)}>{t('images.compare.swap')}</ButtonLink>
        <ButtonLink href={paths.images(scope)}>{t('images.compare.back')}</ButtonLink>
        <ShowCommand
          choices={[a, b].map((id, index) => ({
            label: [first, second][index]?.data?.name || id,
            command: { kind: 'show', imageId: id },
          }))}
        />
      </header>
      {failed?.error && <QueryError error={failed.error} onRetry={failed.refetch} />}
      {!failed && (!first.data || !second.data) && <Skeleton className="h-96" />}
      {first.data && second.data && (
        <Comparison scope={scope} actor={actor} a={first.data} b={second.data} isBrief={isBrief} />
      )}
    </div>
  )
}

type ComparisonProps = { scope: string; actor: Actor; a: Image; b: Image; isBrief: boolean }

function Comparison({ scope, actor, a, b, isBrief }: ComparisonProps) {
  const t = useTranslations()
  const words = useComparedWords(scope)
  const membersOfA = useMembers(scope, actor, a)
  const membersOfB = useMembers(scope, actor, b)
  const groups = [
    {
      title: t('images.compare.fields'),
      rows: compareFields(a, b).map((row) => ({ ...row, label: words.field(row.key) })),
      draw: words.fieldValue,
    },
    {
      title: t('images.compare.properties'),
      rows: compareProperties(a, b).map(asKey),
      draw: words.property,
    },
    { title: t('images.compare.tags'), rows: compareTags(a, b).map(asKey), draw: words.tag },
    {
      title: t('images.compare.members'),
      rows: compareMembers(membersOfA, membersOfB).map((row) => ({
        ...row,
        label: words.project(row.key),
      })),
      draw: words.member,
    },
  ]
  return <CompareTable scope={scope} a={a} b={b} groups={groups} isBrief={isBrief} />
}

function asKey<Row extends { key: string }>(row: Row): Row & { label: ReactNode } {
  return { ...row, label: <code className="wrap-anywhere font-mono text-sm">{row.key}</code> }
}

// Others may not read the members; only shared images have any.
function useMembers(scope: string, actor: Actor, image: Image) {
  const { data } = useQuery({
    ...membersQuery(scope, image.id),
    enabled: isOwn(image, actor) && image.visibility === 'shared',
  })
  return data?.members ?? []
}
