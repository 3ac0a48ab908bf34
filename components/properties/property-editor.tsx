'use client'

import { useQuery } from '@tanstack/react-query'
import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { LimitNote } from '@/components/feedback/limit-note'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Th } from '@/components/ui/table'
import { imageLimitsQuery } from '@/lib/queries/image-limits'
import { imageDefinitionsQuery } from '@/lib/queries/metadefs'
import { customProperties, type Image } from '@/lib/schemas/image'
import { definedGroups, definitionsByName } from '@/lib/schemas/metadef-catalogue'
import { AddFromDefinitions } from './add-from-definitions'
import { ExportProperties } from './export-properties'
import { ImportProperties } from './import-properties'
import { NewProperty } from './new-property'
import { PropertyRow } from './property-row'
import type { ImageDraft } from './use-image-draft'

type Props = { scope: string; image: Image; draft: ImageDraft; isReadOnly: boolean }

/** An image's custom properties, with what is about to change marked in place. */
export function PropertyEditor({ scope, image, draft, isReadOnly }: Props) {
  const t = useTranslations()
  const { data: definitions } = useQuery(imageDefinitionsQuery(scope))
  const described = useMemo(
    () => definitionsByName(definedGroups(definitions?.namespaces ?? [])),
    [definitions],
  )
  const held = customProperties(image).map(([key]) => key)
  const added = draft.changes
    .map(({ key }) => key)
    .filter((key) => key !== 'tags' && !held.includes(key))
  const keys = [...held, ...added].sort((a, b) => (a < b ? -1 : 1))
  const kept = keys.filter((key) => (draft.wanted(key) ?? null) !== null).length
  const { data: limits } = useQuery(imageLimitsQuery())
  return (
    <Card>
      <CardHeader
        title={t('properties.title')}
        description={t('properties.lead')}
        actions={<LimitNote count={kept} limit={limits.properties} />}
      />
      <div className="flex flex-wrap gap-2 border-line border-b px-4 py-2">
        {!isReadOnly && <AddFromDefinitions scope={scope} existing={keys} onAdd={draft.set} />}
        {!isReadOnly && <ImportProperties image={image} draft={draft} described={described} />}
        <ExportProperties image={image} />
      </div>
      {keys.length === 0 ? (
        <EmptyState className="py-8" icon={<SlidersHorizontal />} title={t('properties.none')}>
          {t('properties.noneLead')}
        </EmptyState>
      ) : (
        <Table aria-label={t('properties.title')} className="table-fixed">
          <thead>
            <tr>
              <Th className="w-2/5 ps-4">{t('properties.name')}</Th>
              <Th>{t('properties.value')}</Th>
              {!isReadOnly && (
                <Th className="w-22">
                  <span className="sr-only">{t('properties.actions')}</span>
                </Th>
              )}
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <PropertyRow
                key={key}
                name={key}
                defined={described.get(key)}
                draft={draft}
                isReadOnly={isReadOnly}
              />
            ))}
          </tbody>
        </Table>
      )}
      {!isReadOnly && <NewProperty existing={keys} described={described} onAdd={draft.set} />}
    </Card>
  )
}
