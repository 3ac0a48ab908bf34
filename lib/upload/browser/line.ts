import { allReceived } from './follow-server'
import type { Upload } from './upload'

/** How many uploads run at once unless the person says otherwise. */
export const defaultLanes = 2

const running = ['creating', 'sending', 'waiting']

/** True when the upload keeps one of the lanes. A paused one gives its lane away. */
export function takesLane(upload: Upload): boolean {
  const { stage } = upload
  if (!running.includes(stage.phase)) return false
  // All its bytes are with the dashboard: it waits there, not here.
  return !allReceived(upload)
}

/** Keys of the uploads whose turn it is, in the line's order. */
export function turns(line: readonly Upload[], lanes: number): string[] {
  const free = lanes - line.filter(takesLane).length
  if (free <= 0) return []
  return line
    .filter(({ stage }) => stage.phase === 'lined_up')
    .slice(0, free)
    .map(({ key }) => key)
}

/**
 * Moves an upload one place forward or back, past its next neighbour that also waits for its turn;
 * the ones already running keep their places.
 *
 * @returns The same array when there is nobody to pass.
 */
export function move(
  line: readonly Upload[],
  key: string,
  direction: 'forward' | 'back',
): readonly Upload[] {
  const from = line.findIndex((upload) => upload.key === key)
  const step = direction === 'forward' ? -1 : 1
  let to = from + step
  while (line[to] && line[to]?.stage.phase !== 'lined_up') to += step
  const moved = line[from]
  const passed = line[to]
  if (!moved || !passed) return line
  return line.map((upload, place) => (place === from ? passed : place === to ? moved : upload))
}
