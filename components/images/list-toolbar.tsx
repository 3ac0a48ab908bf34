'use client'

import { useState } from 'react'
import { ColumnChooser } from '@/components/table/column-chooser'
import type { DataColumn } from '@/components/table/data-column'
import type { ImageRow } from '@/lib/schemas/image'
import type { ImageListParams } from '@/lib/schemas/image-list'
import { columnsCookie, densityCookie, hiddenAtFirst, rememberView } from '@/lib/view-memory'
import { DownloadAll } from './download-menu'

export type ListView = {
  hidden: readonly string[]
  isDense: boolean
  setHidden: (hidden: readonly string[]) => void
  setDense: (isDense: boolean) => void
}

/** Which columns the list shows and how high its rows are, remembered for the next visit. */
export function useListView(hiddenColumns: readonly string[], startsDense: boolean): ListView {
  const [hidden, setHidden] = useState(hiddenColumns)
  const [isDense, setDense] = useState(startsDense)
  return {
    hidden,
    isDense,
    setHidden: (next) => {
      setHidden(next)
      rememberView(columnsCookie, next.join(','))
    },
    setDense: (next) => {
      setDense(next)
      rememberView(densityCookie, next ? 'dense' : 'normal')
    },
  }
}

type Props = {
  scope: string
  params: ImageListParams
  columns: DataColumn<ImageRow>[]
  view: ListView
}

/** What concerns the list as a whole: saving it, and how it is shown. */
export function ListToolbar({ scope, params, columns, view }: Props) {
  return (
    <div className="ms-auto flex items-center gap-2">
      <DownloadAll scope={scope} params={params} columns={shownColumns(columns, view)} />
      <ColumnChooser
        columns={columns}
        hidden={view.hidden}
        hiddenAtFirst={hiddenAtFirst}
        onHiddenChange={view.setHidden}
        dense={view.isDense}
        onDenseChange={view.setDense}
      />
    </div>
  )
}

/** Ids of the columns on the screen, in their order. */
export function shownColumns(columns: readonly DataColumn<ImageRow>[], view: ListView): string[] {
  return columns.map(({ id }) => id).filter((id) => !view.hidden.includes(id))
}
