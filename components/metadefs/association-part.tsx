'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { NoValue } from '@/components/table/cells'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { IconButton } from '@/components/ui/icon-button'
import { SafeText } from '@/components/ui/safe-text'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { AddAssociation } from './add-association'
import type { PartProps } from './namespace-parts'
import { RemovePart } from './remove-part'

/** What a namespace applies to, and the prefix its properties have there. */
export function AssociationPart({ scope, space, mayEdit, removeRefusal }: PartProps) {
  const t = useTranslations()
  const [removing, setRemoving] = useState<string>()
  const rows = space.resource_type_associations ?? []
  return (
    <Card>
      <CardHeader
        title={t('metadefs.parts.resource-types')}
        description={t('metadefs.parts.resourceTypesLead')}
      />
      {rows.length === 0 ? (
        <p className="p-4 text-ink-muted">{t('metadefs.parts.noResourceTypes')}</p>
      ) : (
        <div className="thin-scroll overflow-x-auto">
          <Table aria-label={t('metadefs.parts.resource-types')} className="min-w-72">
            <thead>
              <tr>
                <Th className="ps-4">{t('metadefs.association.type')}</Th>
                <Th>{t('metadefs.association.prefix')}</Th>
                <Th>{t('metadefs.association.target')}</Th>
                {mayEdit && (
                  <Th className="w-12">
                    <span className="sr-only">{t('properties.actions')}</span>
                  </Th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Tr key={row.name}>
                  <Td className="ps-4">
                    <code className="wrap-anywhere font-mono text-sm">
                      <SafeText text={row.name} />
                    </code>
                  </Td>
                  <Td className="wrap-anywhere font-mono text-sm">{row.prefix || <NoValue />}</Td>
                  <Td>{row.properties_target || <NoValue />}</Td>
                  {mayEdit && (
                    <Td>
                      <IconButton
                        size="sm"
                        label={t('metadefs.remove', { name: row.name })}
                        disabledReason={removeRefusal}
                        onClick={() => setRemoving(row.name)}
                      >
                        <Trash2 aria-hidden />
                      </IconButton>
                    </Td>
                  )}
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {mayEdit && (
        <CardBody className="border-line border-t">
          <AddAssociation scope={scope} namespace={space.namespace} />
        </CardBody>
      )}
      {removing !== undefined && (
        <RemovePart
          scope={scope}
          namespace={space.namespace}
          kind="resource-types"
          name={removing}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Card>
  )
}
