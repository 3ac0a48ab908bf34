'use client'

import { useTranslations } from 'next-intl'
import { type Control, useController, useWatch } from 'react-hook-form'
import { Badge } from '@/components/ui/badge'
import { Checkbox } from '@/components/ui/checkbox'
import type { ImportTargets } from '@/lib/schemas/import-targets'
import { writableStores } from '@/lib/schemas/import-targets'
import type { Store } from '@/lib/schemas/info'
import { CheckboxField } from './checkbox-field'
import { Field } from './field'
import { useFieldError } from './use-field-error'

type StoresFieldProps = {
  control: Control<ImportTargets, unknown, ImportTargets>
  /** From the cloud; those that only read are left out. */
  stores: readonly Store[]
}

/** Which stores take the data of an image, and whether some of them are enough. */
export function StoresField({ control, stores }: StoresFieldProps) {
  const t = useTranslations()
  const error = useFieldError(control, 'stores')
  const { field } = useController({ control, name: 'stores' })
  const all = useController({ control, name: 'allStores' }).field
  const isMany = useWatch({ control, name: 'stores' }).length > 1 || all.value
  const toggle = (id: string, isOn: boolean) =>
    field.onChange(isOn ? [...field.value, id] : field.value.filter((other) => other !== id))
  return (
    <div className="flex flex-col gap-3">
      <Field label={t('imports.stores.label')} hint={t('imports.stores.hint')} error={error} group>
        {(wiring) => (
          <div
            className="flex flex-wrap items-center gap-x-5 gap-y-2"
            aria-describedby={wiring['aria-describedby']}
          >
            {writableStores(stores).map((store) => (
              // biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control
              <label
                key={store.id}
                className="flex items-center gap-2"
                title={store.description ?? ''}
              >
                <Checkbox
                  checked={all.value || field.value.includes(store.id)}
                  disabled={all.value}
                  onBlur={field.onBlur}
                  onCheckedChange={(isOn) => toggle(store.id, isOn)}
                />
                <code className="font-mono text-sm">{store.id}</code>
                {store.default === 'true' && <Badge>{t('imports.stores.default')}</Badge>}
              </label>
            ))}
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the box inside is the control */}
            <label className="flex items-center gap-2">
              <Checkbox checked={all.value} onCheckedChange={all.onChange} onBlur={all.onBlur} />
              {t('imports.stores.all')}
            </label>
          </div>
        )}
      </Field>
      {isMany && (
        <CheckboxField
          control={control}
          name="keepPartial"
          label={t('imports.stores.partial')}
          hint={t('imports.stores.partialHint')}
        />
      )}
    </div>
  )
}
