'use client'

import { SquareTerminal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import type { ImageCommand } from '@/lib/commands/command'
import { LazyCommandView } from './lazy-command-view'

type Choices = readonly { label: string; command: ImageCommand }[]

/** One action, or several with their names where a screen offers more than one. */
type Props = { command: ImageCommand; choices?: never } | { command?: never; choices: Choices }

/** A button for a page: what it shows, or what can be done on it, as a command in a dialog. */
export function ShowCommand({ command, choices }: Props) {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('commands.show')} onClick={() => setOpen(true)}>
        <SquareTerminal aria-hidden />
      </IconButton>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        size="lg"
        title={t('commands.title')}
        closeLabel={t('kit.close')}
      >
        {isOpen && command && <LazyCommandView command={command} />}
        {isOpen && choices && <Chosen choices={choices} />}
      </Dialog>
    </>
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
      <LazyCommandView command={chosen.command} />
    </div>
  )
}
