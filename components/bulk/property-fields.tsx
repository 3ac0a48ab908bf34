'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { propertyNameFault } from '@/lib/image-changes'
import type { ActionFieldsProps } from './action-fields'
import { TextLine } from './text-line'

type Props = ActionFieldsProps & { kind: 'setProperty' | 'removeProperty' }

/** Name and, when it is set, value of a custom property. */
export function PropertyFields({ kind, onChange }: Props) {
  const t = useTranslations()
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const fault = name === '' ? undefined : propertyNameFault(name.trim(), [])
  const tell = (asked: string, value: string) => {
    const name = asked.trim()
    if (propertyNameFault(name, [])) return onChange(undefined)
    onChange(kind === 'setProperty' ? { kind, name, value } : { kind, name })
  }
  return (
    <>
      <TextLine
        label={t('bulk.fields.propertyName')}
        required
        error={fault && t(`bulk.fields.nameFault.${fault}`)}
        mono
        value={name}
        onValueChange={(next) => {
          setName(next)
          tell(next, value)
        }}
      />
      {kind === 'setProperty' && (
        <TextLine
          label={t('bulk.fields.propertyValue')}
          hint={t('bulk.fields.propertyEmpty')}
          mono
          value={value}
          onValueChange={(next) => {
            setValue(next)
            tell(name, next)
          }}
        />
      )}
    </>
  )
}
