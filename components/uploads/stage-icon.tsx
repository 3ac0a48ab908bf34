import { clsx } from 'clsx'
import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  Clock,
  UploadCloud,
} from 'lucide-react'
import { toneText } from '@/components/ui/tone'
import type { StageLook } from './stage-look'

const icons = {
  line: CircleDashed,
  run: UploadCloud,
  pause: CirclePause,
  wait: Clock,
  done: CircleCheck,
  failed: CircleAlert,
} as const

/** The shape beside an upload's name; the words beside it say the same. */
export function StageIcon({ look }: { look: StageLook }) {
  const Icon = icons[look.icon]
  return <Icon aria-hidden className={clsx('size-4 shrink-0', toneText[look.tone])} />
}
