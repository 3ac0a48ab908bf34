import { createSpeedMeter, type SpeedMeter } from './speed'
import type { Upload } from './upload'

/** Bytes per second of both hops; null while unknown. */
export type Pace = { toUs: number | null; intoGlance: number | null }

/** Speed meters of all uploads. */
export function createPace(now: () => number) {
  const meters = new Map<string, { toUs: SpeedMeter; intoGlance: SpeedMeter }>()
  return {
    note: ({ key, sent, forwarded, stage }: Upload) => {
      if (!['sending', 'forwarding'].includes(stage.phase)) {
        meters.delete(key)
        return
      }
      const own = meters.get(key) ?? { toUs: createSpeedMeter(), intoGlance: createSpeedMeter() }
      meters.set(key, own)
      own.toUs.note(sent, now())
      own.intoGlance.note(forwarded, now())
    },
    of: (key: string): Pace => {
      const own = meters.get(key)
      return {
        toUs: own?.toUs.speed(now()) ?? null,
        intoGlance: own?.intoGlance.speed(now()) ?? null,
      }
    },
    forget: (key: string) => meters.delete(key),
  }
}
