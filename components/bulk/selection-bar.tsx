'use client'

import { useQuery } from '@tanstack/react-query'
import { Columns2, MoreHorizontal, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'
import { MenuItem, MenuLabel } from '@/components/ui/menu-item'
import type { BulkKind } from '@/lib/bulk/action'
import type { Actor } from '@/lib/image-rules'
import { paths } from '@/lib/paths'
import { storesQuery } from '@/lib/queries/images'
import type { ImageRow } from '@/lib/schemas/image'
import { bulkGroups, bulkIcons } from './action-look'
import { BulkDialog } from './bulk-dialog'

export type SelectionBarProps = {
  scope: string
  actor: Actor
  images: readonly ImageRow[]
  /** How many of them are not among the rows on the screen. */
  elsewhere: number
  onClear: () => void
  /** Takes in more images, such as all that match. */
  more?: ReactNode
  /** Saves the list of these images. */
  download?: ReactNode
}

/** What can be done with the chosen images. Begun work goes on in the dock. */
export function SelectionBar(props: SelectionBarProps) {
  const { scope, actor, images, elsewhere, onClear, more, download } = props
  const t = useTranslations()
  const [asking, setAsking] = useState<BulkKind>()
  const { data } = useQuery(storesQuery(scope))
  const isOffered = (kind: BulkKind) => kind !== 'copy' || (data?.stores.length ?? 0) > 1
  return (
    <section aria-label={t('bulk.bar.label')} className="flex flex-wrap items-center gap-2">
      <p role="status" className="tabular font-medium">
        {t('bulk.bar.count', { count: images.length })}
        {elsewhere > 0 && (
          <span className="ms-1.5 font-normal text-ink-muted text-sm">
            {t('bulk.bar.elsewhere', { count: elsewhere })}
          </span>
        )}
      </p>
      <IconButton size="sm" label={t('bulk.bar.clear')} onClick={onClear}>
        <X aria-hidden />
      </IconButton>
      {more}
      <QuickButton kind="addTags" onAsk={setAsking} />
      <QuickButton kind="share" onAsk={setAsking} />
      <CompareButton scope={scope} images={images} />
      {download}
      <Menu
        align="start"
        trigger={
          <Button size="sm" icon={<MoreHorizontal aria-hidden />}>
            {t('bulk.bar.more')}
          </Button>
        }
      >
        {bulkGroups.map(({ key, kinds }) => (
          <div key={key}>
            <MenuLabel>{t(`bulk.groups.${key}`)}</MenuLabel>
            {kinds.filter(isOffered).map((kind) => (
              <ActionItem key={kind} kind={kind} onAsk={setAsking} />
            ))}
          </div>
        ))}
      </Menu>
      <Button size="sm" variant="danger" onClick={() => setAsking('delete')}>
        {t('bulk.do.delete', { count: images.length })}
      </Button>
      {asking && (
        <BulkDialog
          scope={scope}
          actor={actor}
          kind={asking}
          images={images}
          onClose={() => setAsking(undefined)}
          onStarted={onClear}
        />
      )}
    </section>
  )
}

type AskProps = { kind: BulkKind; onAsk: (kind: BulkKind) => void }

function QuickButton({ kind, onAsk }: AskProps) {
  const t = useTranslations()
  const Icon = bulkIcons[kind]
  return (
    <Button size="sm" icon={<Icon aria-hidden />} onClick={() => onAsk(kind)}>
      {t(`bulk.actions.${kind}`)}
    </Button>
  )
}

function ActionItem({ kind, onAsk }: AskProps) {
  const t = useTranslations()
  const Icon = bulkIcons[kind]
  return (
    <MenuItem icon={<Icon aria-hidden />} onSelect={() => onAsk(kind)}>
      {t(`bulk.actions.${kind}`)}
    </MenuItem>
  )
}

function CompareButton({ scope, images }: { scope: string; images: readonly ImageRow[] }) {
  const t = useTranslations()
  const [a, b] = images
  if (!a || !b || images.length > 2) return null
  return (
    <ButtonLink
      size="sm"
      href={paths.compareImages(scope, a.id, b.id)}
      icon={<Columns2 aria-hidden />}
    >
      {t('bulk.bar.compare')}
    </ButtonLink>
  )
}
