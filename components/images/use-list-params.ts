'use client'

import { useAddress } from '@/components/ui/use-address'
import { type ImageListParams, imageListParsers } from '@/lib/schemas/image-list'

export type SetListParams = (change: Partial<ImageListParams> | null) => void

/** What the list's address says, and the way to change it. The back button undoes each change. */
export function useListParams(): { params: ImageListParams; setParams: SetListParams } {
  const [params, setParams] = useAddress(imageListParsers, 'push')
  return { params, setParams }
}
