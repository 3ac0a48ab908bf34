import { z } from 'zod'
import { imageRowSchema } from './image'
import { problemSchema } from './problem'

/** One line of a scan's answer. A scan that breaks ends with its problem as a line. */
export const scanEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('page'),
    images: z.array(imageRowSchema),
    /** Images looked at so far. */
    scanned: z.number(),
    done: z.boolean(),
  }),
  z.object({ kind: z.literal('problem'), problem: problemSchema }),
])
export type ScanEvent = z.infer<typeof scanEventSchema>
