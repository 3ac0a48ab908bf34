'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import type { ImageCommand } from '@/lib/commands/command'
import { CommandView } from './command-view'

type Choices = readonly { label: string; command: ImageCommand }[]

/** Commands in a dialog, one at a time. */
export function CommandDialog({ choices, onClose }: { choices: Choices; onClose: () => void }) {
  const t = useTranslations()
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={t('commands.title')}
      closeLabel={t('kit.close')}
    >
      <Chosen choices={choices} />
    </Dialog>
  )
}

function Chosen({ choices }: { choices: Choices }) {
  const t = useTranslations()
  const id = useId()
  const [at, setAt] = useState('0')
  const chosen = choices[Number(at)] ?? choices[0]
  if (!chosen) return null
  return (
    <div className="flex flex-col gap-4">
      {choices.length > 1 && (
        <div className="flex flex-wrap items-center gap-2">
          <Label htmlFor={id}>{t('commands.action')}</Label>
          <Select
            id={id}
            size="sm"
            value={at}
            onValueChange={setAt}
            options={choices.map(({ label }, index) => ({ value: String(index), label }))}
          />
        </div>
      )}
      <CommandView command={chosen.command} />
    </div>
  )
}
