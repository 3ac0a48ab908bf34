/**
 * What the browser half and the server half of an upload agree on. The bytes travel by tus 1.0
 * (https://tus.io/protocols/resumable-upload); this file holds what tus leaves open.
 */
export const TUS_VERSION = '1.0.0'
export const TUS_CONTENT_TYPE = 'application/offset+octet-stream'

const MiB = 1024 * 1024

/** Sizes of one PATCH in bytes. `floor` is for links so slow that 8 MiB would last too long. */
export const chunkLimits = {
  floor: 256 * 1024,
  min: 8 * MiB,
  first: 16 * MiB,
  max: 32 * MiB,
} as const

/** No PATCH should last longer: proxies and Node's own server close long requests. */
export const CHUNK_SECONDS = 30

/**
 * Size of the next PATCH, from how the last one went.
 *
 * @param bytes Bytes the last PATCH carried.
 * @param seconds How long it took, from its first byte until the answer.
 * @returns Bytes; a multiple of 64 KiB. Aims at two thirds of {@link CHUNK_SECONDS}, so that a link
 *   which slows down a little still stays below it.
 */
export function nextChunkSize(bytes: number, seconds: number): number {
  const wanted = (bytes / Math.max(seconds, 0.001)) * CHUNK_SECONDS * (2 / 3)
  const bounded = Math.min(Math.max(wanted, chunkLimits.floor), chunkLimits.max)
  return Math.floor(bounded / 65_536) * 65_536
}

/**
 * Where an upload stands.
 * - `receiving`: bytes are still to come from the client; those that came go on to Glance.
 * - `forwarding`: every byte came; the last ones are on their way to Glance.
 * - `waiting`: the connection to Glance broke or rests; it is opened again by itself (`nextTryAt`
 *   when the moment is known, else as soon as the whole file came). The client may keep sending.
 * - `replaying`: sent to Glance again from the spool. The client may keep sending.
 * - `verifying`: the image is active; our digest is being finished and compared.
 * - `active`: done, and compared (`proof`).
 * - `mismatch`: active in Glance, but its digest is not the one of the bytes we were given.
 * - `failed`: will not go on by itself (`error`); PUT `{retry: true}` tries again.
 * - `needs_sign_in`: the token ended; goes on with the owner's next request on this project.
 */
export const uploadStates = [
  'receiving',
  'forwarding',
  'waiting',
  'replaying',
  'verifying',
  'active',
  'mismatch',
  'failed',
  'needs_sign_in',
] as const
export type UploadState = (typeof uploadStates)[number]

/** States in which nothing moves any more without a person. */
export function isSettled(state: UploadState): boolean {
  return state === 'active' || state === 'mismatch' || state === 'failed'
}

/**
 * Which proof was made: `server` = what we received is what Glance stores; `client` = the digest
 * that the client made of its own file is also the same; `none` = no comparison (yet).
 */
export const uploadProofs = ['none', 'server', 'client'] as const
export type UploadProof = (typeof uploadProofs)[number]

/** Answer header of the creation: `true` or `false`, see `survivesBreak`. */
export const SURVIVES_BREAK_HEADER = 'Vitrine-Survives-Break'
