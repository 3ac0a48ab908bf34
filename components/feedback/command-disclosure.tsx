'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Disclosure } from '@/components/ui/disclosure'
import type { ImageCommand } from '@/lib/commands/command'
import { LazyCommandView } from './lazy-command-view'

type Props = {
  /** Nothing when there is nothing to do yet. */
  command: ImageCommand | undefined
  className?: string
}

/** For forms and confirmations: what is about to happen as a command, opened in place. */
export function CommandDisclosure({ command, className }: Props) {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(false)
  return (
    <Disclosure summary={t('commands.show')} onOpenChange={setOpen} className={className}>
      {isOpen && command && <LazyCommandView command={command} />}
      {isOpen && !command && <p className="text-ink-muted text-sm">{t('commands.nothing')}</p>}
    </Disclosure>
  )
}
