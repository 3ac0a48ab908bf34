const fields =
  'input:not([type=hidden], :disabled), textarea:not(:disabled), [role=combobox]:not(:disabled)'

/**
 * Where the focus goes when an overlay opens: to its first field, else to the overlay itself, never
 * to the cross that closes it. On touch screens no field, since that would raise the keyboard.
 */
export function focusFirstField(event: Event): void {
  const overlay = event.currentTarget
  if (!(overlay instanceof HTMLElement)) return
  event.preventDefault()
  const wanted = overlay.querySelector<HTMLElement>('[autofocus], [data-autofocus]')
  const isTouch = window.matchMedia('(pointer: coarse)').matches
  const field = isTouch ? null : overlay.querySelector<HTMLElement>(fields)
  ;(wanted ?? field ?? overlay).focus()
}
