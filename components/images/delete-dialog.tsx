'use client'

import dynamic from 'next/dynamic'
import { eventually } from '@/components/ui/on-demand'
import type { DeleteDialogProps } from './open-delete-dialog'

const OpenDeleteDialog = dynamic(
  () => eventually(() => import('./open-delete-dialog')).then((code) => code.OpenDeleteDialog),
  { ssr: false },
)

/** Asks before images are deleted. Every row of a list has one, so its code comes with the first use. */
export function DeleteDialog(props: DeleteDialogProps) {
  return props.open ? <OpenDeleteDialog {...props} /> : null
}
