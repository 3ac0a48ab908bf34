'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Field } from '@/components/form/field'
import { Checkbox } from '@/components/ui/checkbox'
import { MultiSelect } from '@/components/ui/multi-select'
import { looksLikeProjectId, projectIdsIn } from '@/lib/project-ids'
import { storesQuery } from '@/lib/queries/images'
import { projectsQuery } from '@/lib/queries/projects'
import type { Store } from '@/lib/schemas/info'
import type { ActionFieldsProps } from './action-fields'
import { TextLine } from './text-line'

/** Projects to share with: own ones by name, others by id. */
export function ShareFields({ onChange }: ActionFieldsProps) {
  const t = useTranslations()
  const { data } = useQuery(projectsQuery())
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [typed, setTyped] = useState('')
  const odd = projectIdsIn(typed).filter((text) => !looksLikeProjectId(text))
  const tell = (chosen: readonly string[], typed: string) => {
    const projects = [...new Set([...chosen, ...projectIdsIn(typed)])]
    onChange(projects.length > 0 ? { kind: 'share', projects } : undefined)
  }
  return (
    <div className="flex flex-col gap-3">
      <MultiSelect
        label={t('bulk.fields.projects')}
        className="self-start"
        choices={(data?.projects ?? []).map(({ id, name }) => ({
          value: id,
          label: name,
          hint: id,
        }))}
        values={chosen}
        onValuesChange={(next) => {
          setChosen(next)
          tell(next, typed)
        }}
        searchPlaceholder={t('bulk.fields.projectSearch')}
        emptyText={t('bulk.fields.noProject')}
      />
      <TextLine
        label={t('bulk.fields.projectIds')}
        hint={t('bulk.fields.projectIdsHint')}
        mono
        value={typed}
        onValueChange={(next) => {
          setTyped(next)
          tell(chosen, next)
        }}
      />
      <p role="status" className="text-sm text-warn empty:hidden">
        {odd.length > 0 && t('bulk.fields.oddId', { count: odd.length, ids: odd.join(', ') })}
      </p>
    </div>
  )
}

/** Stores that get a copy. */
export function CopyFields({ scope, onChange }: ActionFieldsProps & { scope: string }) {
  const t = useTranslations()
  const { data } = useQuery(storesQuery(scope))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const choose = (store: string, isOn: boolean) => {
    const stores = isOn ? [...chosen, store] : chosen.filter((other) => other !== store)
    setChosen(stores)
    onChange(stores.length > 0 ? { kind: 'copy', stores } : undefined)
  }
  const writable = (data?.stores ?? []).filter((store) => store['read-only'] !== 'true')
  return (
    <Field
      label={t('bulk.fields.stores')}
      hint={t('bulk.fields.storesHint')}
      group
      error={undefined}
    >
      {() =>
        writable.map((store) => (
          <StoreBox
            key={store.id}
            store={store}
            isChosen={chosen.includes(store.id)}
            onChoose={(isOn) => choose(store.id, isOn)}
          />
        ))
      }
    </Field>
  )
}

type StoreBoxProps = { store: Store; isChosen: boolean; onChoose: (isOn: boolean) => void }

function StoreBox({ store, isChosen, onChoose }: StoreBoxProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox id={id} checked={isChosen} onCheckedChange={onChoose} className="mt-0.5" />
      <label htmlFor={id}>
        <span className="font-mono text-sm">{store.id}</span>
        {store.description && (
          <span className="ms-2 text-ink-muted text-sm">{store.description}</span>
        )}
      </label>
    </div>
  )
}
