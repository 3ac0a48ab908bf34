'use client'

import { useTranslations } from 'next-intl'
import { parseAsStringLiteral } from 'nuqs/server'
import { Badge } from '@/components/ui/badge'
import { Tabs } from '@/components/ui/tabs'
import { useAddress } from '@/components/ui/use-address'
import type { NamespaceDetail } from '@/lib/schemas/metadef'
import { AssociationPart } from './association-part'
import { ObjectPart } from './object-part'
import { PropertyPart } from './property-part'
import { TagPart } from './tag-part'

export type PartProps = {
  scope: string
  space: NamespaceDetail
  /** Offers changes; the cloud itself decides. */
  mayEdit: boolean
  /** Why nothing can be taken off now. */
  removeRefusal: string | undefined
}

const parts = ['properties', 'objects', 'tags', 'resource-types'] as const
const parsers = { part: parseAsStringLiteral(parts).withDefault('properties') }

/** The parts of a namespace, one tab each; the tab stands in the address. */
export function NamespaceParts({ scope, space, mayEdit }: Omit<PartProps, 'removeRefusal'>) {
  const t = useTranslations()
  const [{ part }, setAddress] = useAddress(parsers)
  const props: PartProps = {
    scope,
    space,
    mayEdit,
    removeRefusal: space.protected ? t('metadefs.namespace.isProtected') : undefined,
  }
  const tabs = [
    { value: parts[0], count: Object.keys(space.properties ?? {}).length, Part: PropertyPart },
    { value: parts[1], count: space.objects?.length ?? 0, Part: ObjectPart },
    { value: parts[2], count: space.tags?.length ?? 0, Part: TagPart },
    {
      value: parts[3],
      count: space.resource_type_associations?.length ?? 0,
      Part: AssociationPart,
    },
  ]
  return (
    <Tabs
      label={t('metadefs.parts.label')}
      value={part}
      onValueChange={(next) => setAddress({ part: next })}
      tabs={tabs.map(({ value, count, Part }) => ({
        value,
        label: (
          <>
            {t(`metadefs.parts.${value}`)} <Badge>{count}</Badge>
          </>
        ),
        content: <Part {...props} />,
      }))}
    />
  )
}
