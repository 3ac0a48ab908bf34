'use client'

import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { IconButton, type IconButtonProps } from './icon-button'

type CopyButtonProps = Omit<IconButtonProps, 'children' | 'onClick'> & {
  /** What goes to the clipboard. */
  value: string
  /** Said once it is there. */
  doneLabel: string
  /** Said when the browser refuses, as it does on pages without HTTPS. */
  failedLabel: string
}

const shownFor = 1600

/** Puts a text on the clipboard and says so, to the eye and to screen readers. */
export function CopyButton({ value, label, doneLabel, failedLabel, ...rest }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'done' | 'failed'>()
  useEffect(() => {
    if (outcome === undefined) return
    const timer = setTimeout(() => setOutcome(undefined), shownFor)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () =>
    copyText(value).then(
      () => setOutcome('done'),
      () => setOutcome('failed'),
    )
  const said = outcome === 'done' ? doneLabel : outcome === 'failed' ? failedLabel : ''
  return (
    <>
      <IconButton size="xs" {...rest} label={said || label} aria-label={label} onClick={copy}>
        {outcome === 'done' ? (
          <Check aria-hidden className="text-ok" />
        ) : outcome === 'failed' ? (
          <X aria-hidden className="text-bad" />
        ) : (
          <Copy aria-hidden />
        )}
      </IconButton>
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </>
  )
}

async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  // Plain HTTP has no clipboard API; the old command still works there.
  const box = document.createElement('textarea')
  box.value = text
  box.style.position = 'fixed'
  const before = document.activeElement
  const host = before?.closest('[role=dialog]') ?? document.body
  host.append(box)
  box.select()
  const isCopied = document.execCommand('copy')
  box.remove()
  if (before instanceof HTMLElement) before.focus()
  if (!isCopied) throw new Error('copy refused')
}
