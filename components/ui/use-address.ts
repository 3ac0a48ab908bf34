'use client'

import { useSearchParams } from 'next/navigation'
import {
  createLoader,
  createSerializer,
  type inferParserType,
  type Nullable,
  type ParserMap,
} from 'nuqs/server'
import { useCallback, useMemo } from 'react'

type Change<Parsers extends ParserMap> = Partial<Nullable<inferParserType<Parsers>>>
export type SetAddress<Parsers extends ParserMap> = (change: Change<Parsers> | null) => void

/**
 * What a page keeps in the query of its address, and the way to change it. Next.js tells the router of
 * `history` by itself and asks the server for nothing. Keys of others stay as they are.
 *
 * @param parsers The keys and how each is read and written, made once outside a component. What is
 *   missing or cannot be read has its default, else `null`.
 * @param way `push` where the back button should undo a change.
 * @returns the values, and a function that takes those to change; `null` removes one, or all.
 */
export function useAddress<Parsers extends ParserMap>(
  parsers: Parsers,
  way: 'push' | 'replace' = 'replace',
): [inferParserType<Parsers>, SetAddress<Parsers>] {
  const search = useSearchParams()
  const values = useMemo(() => createLoader(parsers)(search), [parsers, search])
  const change = useCallback<SetAddress<Parsers>>(
    (next) => {
      const { href } = window.location
      const changed = createSerializer(parsers)(href, next)
      if (changed !== href) window.history[`${way}State`](null, '', changed)
    },
    [parsers, way],
  )
  return [values, change]
}
