import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  CircleX,
  CloudUpload,
  HardDriveDownload,
  Hourglass,
  LoaderCircle,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Tone } from '@/components/ui/tone'
import { imageStatuses } from '@/lib/schemas/image-states'

/** Hue and shape of a state. The word comes from the catalogue: `kit.status.<status>`. */
export type StatusLook = { tone: Tone; icon: ReactNode }

export type ImageStatus = (typeof imageStatuses)[number]

const imageLooks: Record<ImageStatus, StatusLook> = {
  queued: { tone: 'neutral', icon: <CircleDashed /> },
  saving: { tone: 'busy', icon: <LoaderCircle className="animate-turn" /> },
  uploading: { tone: 'busy', icon: <CloudUpload /> },
  importing: { tone: 'busy', icon: <HardDriveDownload /> },
  active: { tone: 'ok', icon: <CircleCheck /> },
  deactivated: { tone: 'warn', icon: <CirclePause /> },
  killed: { tone: 'bad', icon: <CircleX /> },
  deleted: { tone: 'neutral', icon: <Ban /> },
  pending_delete: { tone: 'bad', icon: <Trash2 /> },
}

export const memberStatuses = ['pending', 'accepted', 'rejected'] as const
export type MemberStatus = (typeof memberStatuses)[number]

const memberLooks: Record<MemberStatus, StatusLook> = {
  pending: { tone: 'busy', icon: <Hourglass /> },
  accepted: { tone: 'ok', icon: <CircleCheck /> },
  rejected: { tone: 'warn', icon: <CircleAlert /> },
}

const unknownLook: StatusLook = { tone: 'neutral', icon: <CircleHelp /> }

/** Look of an image's state; a state this version does not know is drawn neutral. */
export function imageStatusLook(status: string): StatusLook {
  return isImageStatus(status) ? imageLooks[status] : unknownLook
}

/** Look of a member's answer to an offered image. */
export function memberStatusLook(status: string): StatusLook {
  return isMemberStatus(status) ? memberLooks[status] : unknownLook
}

export function isImageStatus(status: string): status is ImageStatus {
  return (imageStatuses as readonly string[]).includes(status)
}

export function isMemberStatus(status: string): status is MemberStatus {
  return (memberStatuses as readonly string[]).includes(status)
}
