/** Hues of states. `neutral` is for labels that are not a state, `accent` for what can be done. */
export type Tone = 'neutral' | 'accent' | 'ok' | 'busy' | 'warn' | 'bad'

/** Coloured words and icons on an ordinary surface. */
export const toneText: Record<Tone, string> = {
  neutral: 'text-ink-muted',
  accent: 'text-accent',
  ok: 'text-ok',
  busy: 'text-busy',
  warn: 'text-warn',
  bad: 'text-bad',
}

/** Coloured words on the soft fill of the same hue. */
export const toneSoft: Record<Tone, string> = {
  neutral: 'bg-sunken text-ink-soft',
  accent: 'bg-accent-soft text-accent',
  ok: 'bg-ok-soft text-ok',
  busy: 'bg-busy-soft text-busy',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}
