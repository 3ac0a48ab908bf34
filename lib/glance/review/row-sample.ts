import 'server-only'
import { type ReviewRow, reviewRowSchema } from '@/lib/schemas/review'

const mebibyte = 1024 ** 2

/** An ordinary active image of 1 MiB, with what a test wants to be different. */
export function sampleRow(change: Partial<ReviewRow> = {}): ReviewRow {
  const row = reviewRowSchema.parse({
    id: 'an-image',
    name: 'an image',
    status: 'active',
    visibility: 'private',
    owner: 'project-a',
    disk_format: 'qcow2',
    size: mebibyte,
    os_hash_algo: 'sha512',
    created_at: '2026-06-01T00:00:00Z',
    updated_at: '2026-06-01T00:00:00Z',
  })
  return { ...row, ...change }
}
