'use client'

import { Command } from 'cmdk'
import { Search } from 'lucide-react'
import { useParams, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { PaletteDialog } from '@/components/ui/palette-dialog'
import { paths } from '@/lib/paths'
import { KeyboardMap } from './keyboard-map'
import { PaletteActions } from './palette-actions'
import { PaletteDesk } from './palette-desk'
import { PaletteImages } from './palette-images'
import { PaletteProjects } from './palette-projects'
import { PaletteScreens } from './palette-screens'
import { useAppleKeys } from './use-apple-keys'
import { useGlobalKeys } from './use-global-keys'

/** The search over everything, its key, and the other keys of the whole console. */
export function FindPalette({ scope, isAdmin }: { scope: string; isAdmin: boolean }) {
  const t = useTranslations()
  const router = useRouter()
  const { imageId } = useParams<{ imageId?: string }>()
  const [shows, setShows] = useState<'palette' | 'keys'>()
  const isApple = useAppleKeys()
  useGlobalKeys({
    onFind: () => setShows('palette'),
    singles: {
      '?': () => setShows('keys'),
      u: () => router.push(paths.newImage(scope)),
      ...(imageId && {
        e: () => router.push(paths.imageEdit(scope, imageId), { scroll: false }),
        s: () => router.push(paths.imageMembers(scope, imageId)),
      }),
    },
  })
  return (
    <>
      <Button
        variant="secondary"
        icon={<Search aria-hidden className="size-4" />}
        aria-keyshortcuts="Control+K Meta+K"
        className="text-ink-muted"
        onClick={() => setShows('palette')}
      >
        <span className="max-md:sr-only">{t('shell.find.open')}</span>
        <Kbd className="max-md:hidden">{isApple ? '⌘ K' : 'Ctrl K'}</Kbd>
      </Button>
      <PaletteDialog
        open={shows === 'palette'}
        onOpenChange={() => setShows(undefined)}
        label={t('shell.find.title')}
      >
        <Palette
          scope={scope}
          isAdmin={isAdmin}
          imageId={imageId}
          onDone={() => setShows(undefined)}
          onKeys={() => setShows('keys')}
        />
      </PaletteDialog>
      <KeyboardMap open={shows === 'keys'} onOpenChange={() => setShows(undefined)} />
    </>
  )
}

type PaletteProps = {
  scope: string
  isAdmin: boolean
  imageId: string | undefined
  onDone: () => void
  onKeys: () => void
}

function Palette({ scope, isAdmin, imageId, onDone, onKeys }: PaletteProps) {
  const t = useTranslations()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const router = useRouter()
  const go = (path: string) => {
    onDone()
    router.push(path)
  }
  return (
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
        {imageId && <PaletteActions scope={scope} imageId={imageId} onGo={go} onDone={onDone} />}
        <PaletteScreens scope={scope} onGo={go} onKeys={onKeys} onDone={onDone} />
        {isAdmin && <PaletteDesk scope={scope} typed={typed} onGo={go} />}
        <PaletteProjects onGo={go} />
      </Command.List>
    </Command>
  )
}

/** Every word that was typed stands somewhere in the name or its other words. */
function holds(value: string, typed: string, keywords?: string[]): number {
  const text = [value, ...(keywords ?? [])].join(' ').toLocaleLowerCase()
  const words = typed.toLocaleLowerCase().split(/\s+/)
  return words.every((word) => text.includes(word)) ? 1 : 0
}
