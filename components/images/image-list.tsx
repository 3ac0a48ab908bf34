'use client'

import { Images, RefreshCw, SearchX, Upload } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useEffect } from 'react'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { DataTable } from '@/components/table/data-table'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { eventually } from '@/components/ui/on-demand'
import { type Actor, isAdmin } from '@/lib/image-rules'
import { paths } from '@/lib/paths'
import type { ImageRow } from '@/lib/schemas/image'
import { hasFilter, type SortKey, sortOf } from '@/lib/schemas/image-list'
import { hasSingleKeys } from '@/lib/view-memory'
import { ChooseAll } from './choose-all'
import { DownloadChosen } from './download-menu'
import { useImageColumns } from './image-columns'
import { ImageFilters } from './image-filters'
import { ListCount } from './list-count'
import { ListToolbar, shownColumns, useListView } from './list-toolbar'
import { RowMenu } from './row-menu'
import { useForeignOwners } from './use-foreign-owners'
import { type ImageRows, useImageRows } from './use-image-rows'
import { useImageSelection } from './use-image-selection'
import { useListParams } from './use-list-params'

// For administrators only.
const ProjectsView = dynamic(() =>
  eventually(() => import('./projects-view')).then((code) => code.ProjectsView),
)

type Props = {
  scope: string
  projectName: string
  actor: Actor
  /** Columns left out, as remembered. */
  hiddenColumns: readonly string[]
  isDense: boolean
  drawSelection: DrawSelection
}

/** Draws what can be done with the chosen images. */
export type DrawSelection = (chosen: {
  images: readonly ImageRow[]
  elsewhere: number
  onClear: () => void
  more: ReactNode
  download: ReactNode
}) => ReactNode

/** The list of images: filters, rows, and what can be done with several of them. */
export function ImageList({ scope, projectName, actor, drawSelection, ...usual }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const { params, setParams } = useListParams()
  const found = useImageRows(scope, params)
  const columns = useImageColumns(scope, useForeignOwners(found.rows, actor))
  const view = useListView(usual.hiddenColumns, usual.isDense)
  const selection = useImageSelection(scope, params, found.rows)
  const rowMenu = useCallback(
    (image: ImageRow) => <RowMenu scope={scope} image={image} actor={actor} />,
    [scope, actor],
  )
  useFilterKey()

  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 p-4">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="me-auto font-semibold text-xl">{t('images.title')}</h1>
        <ShowCommand command={{ kind: 'list', params }} />
        <IconButton label={t('images.list.refresh')} onClick={found.refresh}>
          <RefreshCw aria-hidden />
        </IconButton>
        <ButtonLink href={paths.newImage(scope)} variant="primary" icon={<Upload aria-hidden />}>
          {t('images.list.upload')}
        </ButtonLink>
      </header>
      {isAdmin(actor) && <ProjectsView params={params} setParams={setParams} />}
      <ImageFilters scope={scope} params={params} setParams={setParams} />
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        {selection.images.length === 0 ? (
          <ListCount found={found} />
        ) : (
          drawSelection({
            images: selection.images,
            elsewhere: selection.elsewhere,
            onClear: selection.clear,
            more: found.isComplete ? null : <ChooseAll selection={selection} />,
            download: (
              <DownloadChosen images={selection.images} columns={shownColumns(columns, view)} />
            ),
          })
        )}
        <ListToolbar scope={scope} params={params} columns={columns} view={view} />
      </div>
      {found.error && <QueryError error={found.error} onRetry={found.retry} />}
      {(!found.error || found.rows.length > 0) && (
        <DataTable<ImageRow>
          label={t('images.list.label', { project: projectName })}
          columns={columns}
          hidden={view.hidden}
          rows={found.rows}
          rowId={({ id }) => id}
          rowName={({ name, id }) => name || id}
          isLoading={found.isPending}
          isLoadingMore={found.isLoadingMore}
          dense={view.isDense}
          sort={sortOf(params)}
          onSortChange={({ id, desc }) =>
            setParams({ sort: id as SortKey, dir: desc ? 'desc' : 'asc' })
          }
          selected={selection.ids}
          onSelectedChange={selection.set}
          onOpen={({ id }) => router.push(paths.image(scope, id))}
          rowActions={rowMenu}
          rowKeys={{
            e: ({ id }) => router.push(paths.imageEdit(scope, id)),
            s: ({ id }) => router.push(paths.imageMembers(scope, id)),
          }}
          {...(found.isComplete ? { total: found.rows.length } : { onEndReached: found.loadMore })}
          takesPageKeys
          empty={
            <NoRows
              found={found}
              isFiltered={hasFilter(params)}
              onClear={() => setParams(null)}
              scope={scope}
            />
          }
        />
      )}
    </div>
  )
}

type NoRowsProps = { found: ImageRows; isFiltered: boolean; onClear: () => void; scope: string }

function NoRows({ found, isFiltered, onClear, scope }: NoRowsProps) {
  const t = useTranslations()
  if (isFiltered && !found.isComplete) {
    return <EmptyState title={t('images.list.noMatchYet')} />
  }
  if (isFiltered) {
    const clear = <Button onClick={onClear}>{t('images.list.clearFilters')}</Button>
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={t('images.list.noMatchTitle')}
        action={clear}
      >
        {t('images.list.noMatchLead')}
      </EmptyState>
    )
  }
  const upload = (
    <ButtonLink href={paths.newImage(scope)} variant="primary">
      {t('images.list.upload')}
    </ButtonLink>
  )
  return (
    <EmptyState icon={<Images aria-hidden />} title={t('images.list.emptyTitle')} action={upload}>
      {t('images.list.emptyLead')}
    </EmptyState>
  )
}

/** `/` leads into the search box from anywhere on the page that takes no text. */
function useFilterKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [contenteditable]')
      if (
        event.key !== '/' ||
        !hasSingleKeys() ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping
      )
        return
      event.preventDefault()
      document.getElementById('image-search')?.focus()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
