'use client'

import { SquareTerminal } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { eventually } from '@/components/ui/on-demand'
import type { ImageCommand } from '@/lib/commands/command'

const CommandDialog = dynamic(
  () => eventually(() => import('./command-dialog')).then((code) => code.CommandDialog),
  {
    ssr: false,
  },
)

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
      {isOpen && (
        <CommandDialog
          choices={choices ?? [{ label: '', command }]}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
