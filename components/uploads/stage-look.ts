import type { Tone } from '@/components/ui/tone'
import type { Upload } from '@/lib/upload/browser/upload'

/** What a row looks like in each place an upload can be. */
export type StageLook = {
  tone: Extract<Tone, 'neutral' | 'busy' | 'ok' | 'warn' | 'bad'>
  icon: 'line' | 'run' | 'pause' | 'wait' | 'done' | 'failed'
}

/** Hue and shape of an upload's state. */
export function stageLook({ stage }: Upload): StageLook {
  switch (stage.phase) {
    case 'paused':
      return { tone: 'neutral', icon: 'pause' }
    case 'waiting':
      return { tone: 'warn', icon: 'wait' }
    case 'done':
      return stage.isSame ? { tone: 'ok', icon: 'done' } : { tone: 'bad', icon: 'failed' }
    case 'failed':
      return { tone: 'bad', icon: 'failed' }
    case 'creating':
    case 'sending':
    case 'forwarding':
    case 'verifying':
    case 'cancelling':
      return { tone: 'busy', icon: 'run' }
    default:
      return { tone: 'neutral', icon: 'line' }
  }
}
