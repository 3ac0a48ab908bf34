'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { Switch } from '@/components/ui/switch'
import { hasSingleKeys, rememberView, singleKeysCookie } from '@/lib/view-memory'
import { useAppleKeys } from './use-apple-keys'

type Props = { open: boolean; onOpenChange: (open: boolean) => void }

// "mod" is Ctrl or ⌘; keys of one line are alternatives, those joined by + are pressed together.
const groups = {
  anywhere: {
    find: ['mod+K'],
    map: ['?'],
    upload: ['u'],
    filter: ['/'],
  },
  rows: {
    move: ['j', 'k', '↓', '↑'],
    page: ['PgDn', 'PgUp', 'Home', 'End'],
    open: ['Enter'],
    select: ['x', 'Space'],
    extend: ['Shift+↓', 'Shift+↑'],
    all: ['mod+A'],
    clear: ['Esc'],
    edit: ['e'],
    share: ['s'],
  },
  image: { edit: ['e'], share: ['s'] },
  forms: { send: ['mod+Enter'], close: ['Esc'] },
} as const

/** Every key that does something, and the switch for those of one character. */
export function KeyboardMap({ open, onOpenChange }: Props) {
  const t = useTranslations()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={t('shell.keys.title')}
      closeLabel={t('kit.close')}
    >
      <div className="flex flex-col gap-5">
        <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
          <Group name="anywhere" />
          <Group name="image" />
          <Group name="rows" />
          <Group name="forms" />
        </div>
        <SingleKeys />
      </div>
    </Dialog>
  )
}

function Group({ name }: { name: keyof typeof groups }) {
  const t = useTranslations()
  const isApple = useAppleKeys()
  return (
    <section aria-label={t(`shell.keys.${name}.title`)}>
      <h3 className="mb-1.5 font-semibold text-ink-soft text-sm">
        {t(`shell.keys.${name}.title`)}
      </h3>
      <dl className="flex flex-col">
        {Object.entries<readonly string[]>(groups[name]).map(([action, keys]) => (
          <div
            key={action}
            className="flex min-h-8 items-center justify-between gap-4 border-line border-b py-1"
          >
            <dt>{t(`shell.keys.${name}.${action}` as 'shell.keys.rows.move')}</dt>
            <dd className="flex flex-wrap justify-end gap-1">
              {keys.map((key) => (
                <Kbd key={key}>
                  {key.replace('mod+', isApple ? '⌘ ' : 'Ctrl + ').replace('Shift+', '⇧ ')}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function SingleKeys() {
  const t = useTranslations()
  const [isOn, setOn] = useState(hasSingleKeys)
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
    <label className="flex items-start gap-3">
      <Switch
        className="mt-0.5"
        checked={isOn}
        onCheckedChange={(next) => {
          setOn(next)
          rememberView(singleKeysCookie, next ? 'on' : 'off')
        }}
      />
      <span>
        {t('shell.keys.singles')}
        <span className="block text-ink-muted text-sm">{t('shell.keys.singlesHint')}</span>
      </span>
    </label>
  )
}
