import 'server-only'
import { readFile, stat } from 'node:fs/promises'
import { env } from '@/lib/env'
import { appError } from '@/lib/errors'
import { logger } from '@/lib/log'
import { type Gallery, gallerySchema } from '@/lib/schemas/gallery'
import standard from '@/public/gallery.json' with { type: 'json' }

let kept: { path: string; changedAt: number; gallery: Gallery } | undefined

/**
 * The images of the gallery: those that come with the dashboard, or the file that `GALLERY_FILE`
 * names, read again whenever it has changed.
 *
 * @throws AppError `internal` when that file cannot be read or is not a gallery; why stands in the log.
 */
export async function readGallery(): Promise<Gallery> {
  const path = env().GALLERY_FILE
  if (!path) return gallerySchema.parse(standard)
  try {
    const changedAt = (await stat(path)).mtimeMs
    if (kept?.path === path && kept.changedAt === changedAt) return kept.gallery
    const gallery = gallerySchema.parse(JSON.parse(await readFile(path, 'utf8')))
    kept = { path, changedAt, gallery }
    return gallery
  } catch (cause) {
    logger().error({ err: cause }, 'GALLERY_FILE cannot be used')
    throw appError('internal', { cause })
  }
}
