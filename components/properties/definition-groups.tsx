'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { SafeText } from '@/components/ui/safe-text'
import type { DefinedGroup } from '@/lib/schemas/metadef-catalogue'
import { DefinitionRow } from './definition-row'
import type { Picking } from './use-picked'

type Props = {
  groups: readonly DefinedGroup[]
  /** Shows what is inside the groups: someone searched. */
  startsOpen: boolean
  picking: Picking
}

/** Described properties by namespace and object. */
export function DefinitionGroups({ groups, startsOpen, picking }: Props) {
  const t = useTranslations()
  if (groups.length === 0) {
    return (
      <EmptyState heading="h3" className="py-8" title={t('metadefs.add.none')}>
        {t('metadefs.add.noneLead')}
      </EmptyState>
    )
  }
  return (
    <ul aria-label={t('metadefs.add.groups')} className="flex flex-col gap-1">
      {groups.map((group) => (
        <li key={`${group.namespace} ${group.object?.name ?? ''} ${startsOpen}`}>
          <Group group={group} startsOpen={startsOpen} picking={picking} />
        </li>
      ))}
    </ul>
  )
}

type GroupProps = Omit<Props, 'groups'> & { group: DefinedGroup }

function Group({ group, startsOpen, picking }: GroupProps) {
  const t = useTranslations()
  const { title, object, properties } = group
  const name = object ? `${title} › ${object.name}` : title
  const count = properties.filter((one) => picking.picked.has(one.name)).length
  const open = properties.filter((one) => !picking.refusalOf(one) && !picking.picked.has(one.name))
  return (
    <Disclosure
      defaultOpen={startsOpen}
      summary={
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <SafeText text={name} />
          <Badge>{properties.length}</Badge>
          {count > 0 && <Badge tone="busy">{t('metadefs.add.chosen', { count })}</Badge>}
        </span>
      }
    >
      <div className="ms-1.5 flex flex-col gap-1 border-line border-s ps-3 pb-3">
        <p className="wrap-anywhere text-ink-muted text-sm">
          <code className="font-mono">{group.namespace}</code>
          {(object?.description || group.description) && (
            <>
              {' — '}
              <SafeText text={object?.description || group.description} />
            </>
          )}
        </p>
        {object && open.length > 1 && (
          <Button
            size="sm"
            className="self-start"
            aria-label={t('metadefs.add.chooseAllOf', { name: object.name })}
            onClick={() => picking.pick(open)}
          >
            {t('metadefs.add.chooseAll', { count: open.length })}
          </Button>
        )}
        <ul className="flex flex-col">
          {properties.map((defined) => (
            <DefinitionRow key={defined.name} defined={defined} picking={picking} />
          ))}
        </ul>
      </div>
    </Disclosure>
  )
}
