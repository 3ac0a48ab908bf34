/**
 * The statuses an image can have.
 * Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/domain/__init__.py
 */
export const imageStatuses = [
  'queued',
  'saving',
  'uploading',
  'importing',
  'active',
  'deactivated',
  'killed',
  'deleted',
  'pending_delete',
] as const

export const visibilities = ['private', 'shared', 'community', 'public'] as const

/** True while Glance itself is working on the image, so that its row should refresh by itself. */
export function isChanging(image: { status: string } & Record<string, unknown>): boolean {
  const task = image.os_glance_import_task
  return (
    ['saving', 'uploading', 'importing'].includes(image.status) ||
    (typeof task === 'string' && task !== '')
  )
}
