import {
  Copy,
  Eye,
  EyeOff,
  Globe,
  type LucideIcon,
  Power,
  PowerOff,
  Shield,
  ShieldOff,
  SlidersHorizontal,
  Tag,
  Tags,
  Trash2,
  UserMinus,
  UserPlus,
} from 'lucide-react'
import type { BulkKind } from '@/lib/bulk/action'

/** The picture of each action. */
export const bulkIcons: Record<BulkKind, LucideIcon> = {
  addTags: Tag,
  removeTags: Tags,
  setProperty: SlidersHorizontal,
  removeProperty: SlidersHorizontal,
  visibility: Globe,
  share: UserPlus,
  withdraw: UserMinus,
  protect: Shield,
  unprotect: ShieldOff,
  hide: EyeOff,
  show: Eye,
  deactivate: PowerOff,
  reactivate: Power,
  copy: Copy,
  delete: Trash2,
}

/** The actions as the menu groups them. */
export const bulkGroups = [
  { key: 'labels', kinds: ['addTags', 'removeTags', 'setProperty', 'removeProperty'] },
  { key: 'access', kinds: ['visibility', 'share', 'hide', 'show'] },
  { key: 'life', kinds: ['protect', 'unprotect', 'deactivate', 'reactivate', 'copy'] },
] as const satisfies ReadonlyArray<{ key: string; kinds: readonly BulkKind[] }>
