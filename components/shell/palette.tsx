'use client'

import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { PaletteDialog } from '@/components/ui/palette-dialog'
import { PaletteActions } from './palette-actions'
import { PaletteDesk } from './palette-desk'
import { PaletteImages } from './palette-images'
import { PaletteProjects } from './palette-projects'
import { PaletteScreens } from './palette-screens'

type PaletteProps = {
  scope: string
  isAdmin: boolean
  imageId: string | undefined
  onClose: () => void
  onKeys: () => void
}

/** The search itself: images, screens, projects, and what can be done to the image at hand. */
export function Palette({ scope, isAdmin, imageId, onClose, onKeys }: PaletteProps) {
  const t = useTranslations()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const router = useRouter()
  const go = (path: string) => {
    onClose()
    router.push(path)
  }
  return (
    <PaletteDialog open onOpenChange={onClose} label={t('shell.find.title')}>
      <Command
        label={t('shell.find.title')}
        value={chosen}
        onValueChange={setChosen}
        filter={holds}
        loop
        className="flex min-h-0 flex-col"
      >
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={t('shell.find.placeholder')}
          className="h-12 shrink-0 border-line border-b bg-panel px-4 text-ink outline-none placeholder:text-ink-muted"
        />
        <Command.List
          label={t('shell.find.results')}
          className="thin-scroll min-h-0 overflow-y-auto p-2"
        >
          <Command.Empty className="px-2 py-6 text-center text-ink-muted">
            {t('shell.find.nothing')}
          </Command.Empty>
          <PaletteImages scope={scope} typed={typed} onGo={go} onFound={setChosen} />
          {imageId && <PaletteActions scope={scope} imageId={imageId} onGo={go} onDone={onClose} />}
          <PaletteScreens scope={scope} onGo={go} onKeys={onKeys} onDone={onClose} />
          {isAdmin && <PaletteDesk scope={scope} typed={typed} onGo={go} />}
          <PaletteProjects onGo={go} />
        </Command.List>
      </Command>
    </PaletteDialog>
  )
}

/** Every word that was typed stands somewhere in the name or its other words. */
function holds(value: string, typed: string, keywords?: string[]): number {
  const text = [value, ...(keywords ?? [])].join(' ').toLocaleLowerCase()
  const words = typed.toLocaleLowerCase().split(/\s+/)
  return words.every((word) => text.includes(word)) ? 1 : 0
}
