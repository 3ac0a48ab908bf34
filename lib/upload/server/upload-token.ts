import 'server-only'
import { randomUUID } from 'node:crypto'
import { seal, unsealAny } from '@/lib/auth/seal'
import { env } from '@/lib/env'
import { appError } from '@/lib/errors'
import type { Cloud } from '@/lib/openstack/cloud'
import type { UploadRecord } from './record'

/** A token must outlive the moment that Glance looks at it. */
const MARGIN_MS = 5_000

/** The project token that an upload is pushed with: sealed in its record, opened when needed. */
export class UploadToken {
  #record: UploadRecord
  #refused: string | undefined

  constructor(record: UploadRecord) {
    this.#record = record
  }

  /** The cloud as the upload's owner, without anybody's request; nothing when the token has ended. */
  cloud(): Cloud | undefined {
    const token = this.#open()
    const { tokenExpiresAt, imageUrl, projectId, userId } = this.#record
    if (!token || token === this.#refused || Date.parse(tokenExpiresAt) < Date.now() + MARGIN_MS)
      return undefined
    const requestId = `req-${randomUUID()}`
    const identityUrl = env().KEYSTONE_URL
    return { token, tokenExpiresAt, imageUrl, identityUrl, projectId, userId, roles: [], requestId }
  }

  /** Glance refused `token`. @returns whether we have another one by now. */
  refuse(token: string): boolean {
    if (this.#open() !== token) return true
    this.#refused = token
    return false
  }

  /**
   * Takes the owner's present token when it is fresher than ours, or ours no longer works.
   *
   * @returns whether it was taken.
   * @throws AppError `unauthenticated` when it is the very token that was refused.
   */
  offer(cloud: Cloud, isNeeded: boolean): boolean {
    if (cloud.token === this.#refused) throw appError('unauthenticated')
    const record = this.#record
    const isFresher = Date.parse(cloud.tokenExpiresAt) > Date.parse(record.tokenExpiresAt)
    if (!isNeeded && !isFresher) return false
    record.sealedToken = seal(env().NEXTAUTH_SECRET, record.id, cloud.token)
    record.tokenExpiresAt = cloud.tokenExpiresAt
    this.#refused = undefined
    return true
  }

  #open(): string | undefined {
    const { sealedToken, id } = this.#record
    return sealedToken ? unsealAny(id, sealedToken) : undefined
  }
}
