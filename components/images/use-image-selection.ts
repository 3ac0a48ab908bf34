'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useRef, useState } from 'react'
import { toastError } from '@/components/feedback/toasts'
import { scanPages } from '@/lib/queries/image-scan'
import type { ImageRow } from '@/lib/schemas/image'
import type { ImageListParams } from '@/lib/schemas/image-list'

export type ImageSelection = {
  ids: ReadonlySet<string>
  /** The chosen images, as they are now where the list shows them. */
  images: readonly ImageRow[]
  /** How many of them are not among the rows of the list. */
  elsewhere: number
  set: (ids: ReadonlySet<string>) => void
  clear: () => void
  /** Chooses all images that the list's parameters ask for, loaded or not. */
  chooseAll: () => Promise<void>
  /** How many were found so far while all are looked for. */
  found: number | undefined
  stop: () => void
  /** Everything that matches is chosen. */
  isAll: boolean
}

const nothing: ReadonlyMap<string, ImageRow> = new Map()

/** The rows a person has chosen. They stay chosen while filters and pages change. */
export function useImageSelection(
  scope: string,
  params: ImageListParams,
  rows: readonly ImageRow[],
): ImageSelection {
  const t = useTranslations()
  const [picked, setPicked] = useState(nothing)
  const [isAll, setAll] = useState(false)
  const [found, setFound] = useState<number>()
  const looking = useRef<AbortController>(undefined)
  const loaded = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows])
  const ids = useMemo(() => new Set(picked.keys()), [picked])
  const images = useMemo(
    () => [...picked].map(([id, row]) => loaded.get(id) ?? row),
    [picked, loaded],
  )

  const choose = (next: ReadonlyMap<string, ImageRow>, isEverything: boolean) => {
    setPicked(next)
    setAll(isEverything)
  }
  const set = (next: ReadonlySet<string>) =>
    choose(
      new Map(
        [...next].flatMap((id) => {
          const row = loaded.get(id) ?? picked.get(id)
          return row ? [[id, row] as const] : []
        }),
      ),
      false,
    )
  const chooseAll = async () => {
    const stop = new AbortController()
    looking.current = stop
    const all = new Map<string, ImageRow>()
    setFound(0)
    try {
      for await (const page of scanPages(scope, params, stop.signal)) {
        for (const row of page.images) all.set(row.id, row)
        setFound(all.size)
      }
      if (!stop.signal.aborted) choose(all, true)
    } catch (error) {
      if (!stop.signal.aborted && error instanceof Error) toastError(error, t('bulk.bar.failed'))
    }
    setFound(undefined)
  }

  return {
    ids,
    images,
    elsewhere: images.filter(({ id }) => !loaded.has(id)).length,
    set,
    clear: () => choose(nothing, false),
    chooseAll,
    found,
    stop: () => looking.current?.abort(),
    isAll,
  }
}
