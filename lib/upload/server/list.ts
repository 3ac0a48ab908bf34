import 'server-only'
import { env } from '@/lib/env'
import type { Cloud } from '@/lib/openstack/cloud'
import type { UploadList, UploadStatus } from '@/lib/schemas/upload'
import type { Elsewhere } from './elsewhere'
import { statusElsewhere } from './forward'
import { ownUploads, spoolFree } from './registry'
import { restingStatus, statusOf } from './status'

/** The caller's own uploads in this project, oldest first, whichever copy works on them. */
export async function uploadList(cloud: Cloud, request: Request): Promise<UploadList> {
  const { here, elsewhere } = await ownUploads(cloud)
  const there = await Promise.all(elsewhere.map((other) => askFor(other, request)))
  return listOf([...here.map(statusOf), ...there])
}

/**
 * The same for a page that is being drawn, so that its browser need not ask. Nothing when another
 * copy works on one of them and would have to be asked first.
 */
export async function uploadListHere(cloud: Cloud): Promise<UploadList | undefined> {
  const { here, elsewhere } = await ownUploads(cloud)
  return elsewhere.length === 0 ? listOf(here.map(statusOf)) : undefined
}

async function listOf(uploads: UploadStatus[]): Promise<UploadList> {
  return {
    uploads: uploads.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    spoolFree: (await spoolFree()) ?? null,
    keepSeconds: env().UPLOAD_KEEP_SECONDS,
  }
}

async function askFor(other: Elsewhere, request: Request): Promise<UploadStatus> {
  const { record, spooled, holder } = other
  const told = holder && !record.end ? await statusElsewhere(request, holder, record.id) : undefined
  return told ?? restingStatus(record, spooled)
}
