'use client'

import dynamic from 'next/dynamic'
import { ImageList } from '@/components/images/image-list'
import { eventually } from '@/components/ui/on-demand'
import type { Actor } from '@/lib/image-rules'

// Its code comes with the first image that is chosen.
const SelectionBar = dynamic(
  () =>
    eventually(() => import('@/components/bulk/selection-bar')).then((code) => code.SelectionBar),
  { ssr: false },
)

type Props = {
  scope: string
  projectName: string
  actor: Actor
  hiddenColumns: readonly string[]
  isDense: boolean
}

/** The list of images and what is done to many of them meet here. */
export function ImageBrowser(list: Props) {
  return (
    <ImageList
      {...list}
      drawSelection={(chosen) => <SelectionBar scope={list.scope} actor={list.actor} {...chosen} />}
    />
  )
}
