'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { PartProps } from './namespace-parts'
import { ObjectCard } from './object-card'
import { ObjectForm } from './object-form'

/** The objects of a namespace: named groups of properties. */
export function ObjectPart(props: PartProps) {
  const t = useTranslations()
  const [isAdding, setAdding] = useState(false)
  const objects = [...(props.space.objects ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-ink-muted">{t('metadefs.parts.objectsLead')}</p>
        {props.mayEdit && (
          <Button size="sm" icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
            {t('metadefs.object.add')}
          </Button>
        )}
      </div>
      {objects.length === 0 && (
        <EmptyState className="py-8" title={t('metadefs.parts.noObjects')} />
      )}
      {objects.map((object) => (
        <ObjectCard key={object.name} {...props} object={object} />
      ))}
      {isAdding && (
        <ObjectForm
          scope={props.scope}
          namespace={props.space.namespace}
          object={undefined}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  )
}
