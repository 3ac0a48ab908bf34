'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Segmented } from '@/components/ui/segmented'
import type { ImageCommand, Snippet, Tool } from '@/lib/commands/command'
import { snippetsFor } from '@/lib/commands/snippets'
import { useCloudAddress } from './cloud-address'
import { CopyValue } from './copy-value'

// Not exported: the client would take a token it finds in its environment for its own.
const tokenCommand = 'OS_TOKEN=$(openstack token issue -f value -c id)'

/** An action in the words of one tool at a time, to copy. */
export function CommandView({ command }: { command: ImageCommand }) {
  const t = useTranslations()
  const address = useCloudAddress()
  const [chosen, setChosen] = useState<Tool>('openstack')
  const snippets = snippetsFor(command, address)
  const snippet = snippets.find(({ tool }) => tool === chosen) ?? snippets[0]
  if (!snippet) return null
  const { tool } = snippet
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          size="sm"
          label={t('commands.tool')}
          value={tool}
          onValueChange={setChosen}
          options={snippets.map((each) => ({
            value: each.tool,
            label: t(`commands.tools.${each.tool}`),
          }))}
        />
        {snippet.text !== '' && (
          <CopyValue size="sm" value={snippet.text} name={t('commands.copy')} />
        )}
      </div>
      {snippet.text !== '' && (
        <section
          aria-label={t('commands.text', { tool: t(`commands.tools.${tool}`) })}
          // Scrolls when it is long, which must be possible by keyboard too.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs focus
          tabIndex={0}
          className="thin-scroll max-h-72 overflow-auto rounded-md border border-line bg-sunken"
        >
          <pre
            className="wrap-anywhere whitespace-pre-wrap p-3 font-mono text-ink text-sm"
            translate="no"
          >
            {snippet.text}
          </pre>
        </section>
      )}
      <Remarks snippet={snippet} hasAddress={address.imageUrl !== undefined} />
    </div>
  )
}

function Remarks({ snippet, hasAddress }: { snippet: Snippet; hasAddress: boolean }) {
  const t = useTranslations()
  const { tool, beyond, notes } = snippet
  return (
    <ul className="flex flex-col gap-1 text-ink-muted text-sm">
      {beyond.length > 0 && (
        <li className="text-ink">{t('commands.beyond', { list: beyond.join(', ') })}</li>
      )}
      {notes.map((note) => (
        <li key={note}>{t(`commands.notes.${note}`)}</li>
      ))}
      <li>
        {t(`commands.before.${tool}`)}{' '}
        {tool === 'curl' && (
          <code className="select-all rounded-xs bg-sunken px-1 font-mono text-xs" translate="no">
            {tokenCommand}
          </code>
        )}
      </li>
      {tool === 'curl' && !hasAddress && <li>{t('commands.before.curlAddress')}</li>}
    </ul>
  )
}
