import { target } from '@/e2e/target'
import type { FaultSettings } from '@/lib/localcloud/faults'

const boardUrl = () => new URL('/faults', target.keystoneUrl).href

/** Makes the embedded cloud fail on purpose; described in docs/local-cloud-faults.md. */
export async function setFaults(settings: Partial<FaultSettings>): Promise<void> {
  const answer = await fetch(boardUrl(), { method: 'PUT', body: JSON.stringify(settings) })
  if (!answer.ok) throw new Error(await answer.text())
}

/** Makes the embedded cloud well again. */
export async function clearFaults(): Promise<void> {
  await fetch(boardUrl(), { method: 'DELETE' })
}
