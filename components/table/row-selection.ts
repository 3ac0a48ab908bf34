/** Nothing chosen; always the same object. */
export const noSelection: ReadonlySet<string> = new Set()

/**
 * The selection after a row was toggled.
 *
 * @param anchor The row toggled last. With `isRange`, everything between it and `id` takes the state
 *   the anchor has, as in file managers and mail programs.
 */
export function toggledSelection(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  id: string,
  anchor: string | undefined,
  isRange: boolean,
): Set<string> {
  const from = anchor === undefined ? -1 : ids.indexOf(anchor)
  const to = ids.indexOf(id)
  if (!isRange || anchor === undefined || from === -1 || to === -1) {
    return changed(selected, [id], !selected.has(id))
  }
  const between = ids.slice(Math.min(from, to), Math.max(from, to) + 1)
  return changed(selected, between, selected.has(anchor))
}

/** Whether all, some or none of the loaded rows are chosen, as a checkbox shows it. */
export function selectionState(
  selected: ReadonlySet<string>,
  ids: readonly string[],
): boolean | 'indeterminate' {
  const count = ids.filter((id) => selected.has(id)).length
  if (count === 0) return false
  return count === ids.length ? true : 'indeterminate'
}

/** All loaded rows chosen, or none of them if all were; rows not loaded keep their state. */
export function toggledAll(selected: ReadonlySet<string>, ids: readonly string[]): Set<string> {
  return changed(selected, ids, selectionState(selected, ids) !== true)
}

/** The selection with these rows turned on or off. */
export function changed(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  isOn: boolean,
): Set<string> {
  const next = new Set(selected)
  for (const id of ids) {
    if (isOn) next.add(id)
    else next.delete(id)
  }
  return next
}
