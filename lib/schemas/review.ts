import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsInteger,
  parseAsString,
} from 'nuqs/server'
import { z } from 'zod'
import { imageRowSchema, imageSchema } from './image'
import { problemSchema } from './problem'

/** The queues of the review desk, in the order in which they are shown. */
export const reviewQueues = [
  'stuck',
  'failed-imports',
  'queued',
  'deactivated',
  'weak-hash',
  'duplicates',
  'large-old',
  'pending-shares',
  'orphans',
  'hidden',
] as const
export type ReviewQueue = (typeof reviewQueues)[number]

/** Lists of the desk that are no queue of their own but that a figure counts. */
export const reviewLists = [...reviewQueues, 'in-store'] as const
export type ReviewList = (typeof reviewLists)[number]

export function isReviewList(text: string): text is ReviewList {
  return reviewLists.some((known) => known === text)
}

const least = (value: number) => parseAsInteger.withDefault(value)

/** From when on something stands in a queue. Kept in the address, so that a view can be saved. */
export const reviewParsers = {
  /** Hours without a change in saving, uploading or importing. */
  stuck: least(6),
  /** Days without data. */
  queued: least(7),
  /** GiB and days from which on an image is large and old. */
  large: least(10),
  old: least(365),
  /** Days without an answer to an offer. */
  pending: least(14),
} as const
export type ReviewParams = inferParserType<typeof reviewParsers>

/** Reads the thresholds from an address; what is missing or no whole number has its usual value. */
export const loadReviewParams = createLoader(reviewParsers)
export const serializeReviewParams = createSerializer(reviewParsers)

/** What a queue's page has in its address beside the thresholds. */
export const reviewListParsers = { ...reviewParsers, store: parseAsString.withDefault('') } as const
export type ReviewListParams = inferParserType<typeof reviewListParsers>
export const loadReviewListParams = createLoader(reviewListParsers)
export const serializeReviewListParams = createSerializer(reviewListParsers)

/** One image as the desk reads it: what is counted, and nothing else. */
export const reviewRowSchema = z.object({
  ...imageRowSchema.shape,
  ...imageSchema.pick({ checksum: true, os_hash_algo: true, os_hash_value: true, stores: true })
    .shape,
  os_glance_failed_import: z.string().optional(),
  os_distro: z.string().optional().catch(undefined),
  os_version: z.string().optional().catch(undefined),
})
export type ReviewRow = z.infer<typeof reviewRowSchema>

/** Images and bytes under one key; `hidden` says how many of the images are hidden ones. */
export const figureSchema = z.object({
  key: z.string(),
  count: z.number(),
  hidden: z.number(),
  bytes: z.number(),
})
export type Figure = z.infer<typeof figureSchema>

export const ageBrackets = ['week', 'month', 'quarter', 'year', 'twoYears', 'older'] as const
export type AgeBracket = (typeof ageBrackets)[number]

/**
 * Images and bytes of a queue. `counting` until the part of the scan that fills it is over,
 * `unknown` when the cloud does not let this person see it.
 */
export const queueFigureSchema = z.object({
  count: z.number(),
  bytes: z.number(),
  state: z.enum(['counting', 'done', 'unknown']),
})
export type QueueFigure = z.infer<typeof queueFigureSchema>

export const reviewPhases = ['visible', 'hidden', 'shares', 'done'] as const

/** The desk's figures so far; each snapshot replaces the one before. */
export const reviewSnapshotSchema = z.object({
  kind: z.literal('snapshot'),
  /** ISO time at which the scan began. */
  madeAt: z.string(),
  phase: z.enum(reviewPhases),
  total: figureSchema,
  status: z.array(figureSchema),
  visibility: z.array(figureSchema),
  disk_format: z.array(figureSchema),
  age: z.array(figureSchema),
  /** By month of creation, `2026-11`, oldest first. */
  months: z.array(figureSchema),
  stores: z.array(figureSchema),
  /** The projects with most bytes, and the others together. */
  projects: z.array(figureSchema),
  otherProjects: figureSchema,
  /** Projects that own an image, as far as they were told apart. */
  projectCount: z.number(),
  /** Names by project id, where Keystone tells them. `null`: there is no such project. */
  names: z.record(z.string(), z.string().nullable()),
  /** Families of which nothing but hidden images is left. */
  hiddenFamilies: z.array(figureSchema),
  queues: z.record(z.enum(reviewQueues), queueFigureSchema),
  /** What no longer fitted into the desk's fixed memory, so that a figure is a lower bound. */
  cut: z.object({ projects: z.boolean(), hashes: z.boolean(), shares: z.boolean() }),
})
export type ReviewSnapshot = z.infer<typeof reviewSnapshotSchema>

export const reviewEventSchema = z.discriminatedUnion('kind', [
  reviewSnapshotSchema,
  z.object({ kind: z.literal('problem'), problem: problemSchema }),
])
export type ReviewEvent = z.infer<typeof reviewEventSchema>

/** A row of a queue, and why it stands there as far as the row itself does not show it. */
export const queueRowSchema = z.object({
  ...reviewRowSchema.shape,
  /** Why an import failed, in Glance's words. */
  reason: z.string().optional(),
  /** Projects that have not answered. */
  members: z.array(z.string()).optional(),
})
export type QueueRow = z.infer<typeof queueRowSchema>

/** One line of a queue's answer. */
export const queueEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rows'),
    rows: z.array(queueRowSchema),
    /** Images looked at so far. */
    scanned: z.number(),
    done: z.boolean(),
    /** More rows belong here than are sent. */
    isCut: z.boolean(),
    /** Project names by id. */
    names: z.record(z.string(), z.string().nullable()),
  }),
  z.object({ kind: z.literal('problem'), problem: problemSchema }),
])
export type QueueEvent = z.infer<typeof queueEventSchema>

/** Rows of a queue that are sent at most; what is left comes into sight once these are dealt with. */
export const mostQueueRows = 2000
