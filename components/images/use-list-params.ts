'use client'

import { useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { type ImageListParams, imageListParsers } from '@/lib/schemas/image-list'

export type SetListParams = (change: Partial<ImageListParams> | null) => void

/** What the list's address says, and the way to change it. The back button undoes each change. */
export function useListParams(): { params: ImageListParams; setParams: SetListParams } {
  const [params, set] = useQueryStates(imageListParsers, { history: 'push', shallow: true })
  const setParams = useCallback<SetListParams>((change) => void set(change), [set])
  return { params, setParams }
}
