'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { toastError } from '@/components/feedback/toasts'
import { VisibilityCell } from '@/components/table/cells'
import { Badge } from '@/components/ui/badge'
import { Switch } from '@/components/ui/switch'
import { setNamespaceMutation } from '@/lib/queries/metadefs'
import type { Namespace } from '@/lib/schemas/metadef'
import type { NamespaceBody } from '@/lib/schemas/metadef-body'
import { namespaceBodyOf } from '@/lib/schemas/metadef-file'

type Props = { scope: string; space: Namespace; mayEdit: boolean }

/** Visibility and protection: switched at once by those who may, told to the others. */
export function NamespaceSwitches({ scope, space, mayEdit }: Props) {
  const t = useTranslations()
  const id = useId()
  const change = useMutation(setNamespaceMutation(scope, useQueryClient()))
  const isPublic = space.visibility === 'public'
  const set = (fields: Partial<NamespaceBody>) =>
    change.mutate(
      { ...namespaceBodyOf(space), ...fields },
      { onError: (error) => toastError(error, t('metadefs.namespace.notChanged')) },
    )
  if (!mayEdit) {
    return (
      <p className="flex flex-wrap items-center gap-3">
        <VisibilityCell visibility={space.visibility} />
        {space.protected && (
          <Badge icon={<Lock aria-hidden />}>{t('metadefs.columns.protected')}</Badge>
        )}
      </p>
    )
  }
  const switches = [
    {
      name: 'public',
      isOn: isPublic,
      onSwitch: (isOn: boolean) => set({ visibility: isOn ? 'public' : 'private' }),
    },
    {
      name: 'protected',
      isOn: space.protected,
      onSwitch: (isOn: boolean) => set({ protected: isOn }),
    },
  ] as const
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-2">
      {switches.map(({ name, isOn, onSwitch }) => (
        <div key={name} className="flex items-center gap-2.5">
          <Switch
            id={`${id}-${name}`}
            checked={isOn}
            disabled={change.isPending}
            aria-describedby={`${id}-${name}-hint`}
            onCheckedChange={onSwitch}
          />
          <div>
            <label htmlFor={`${id}-${name}`} className="font-medium">
              {t(`metadefs.switches.${name}`)}
            </label>
            <p id={`${id}-${name}-hint`} className="text-ink-muted text-sm">
              {t(`metadefs.switches.${name}Hint`)}
            </p>
          </div>
        </div>
      ))}
    </div>
  )
}
