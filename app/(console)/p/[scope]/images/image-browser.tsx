'use client'

import { SelectionBar } from '@/components/bulk/selection-bar'
import { ImageList } from '@/components/images/image-list'
import type { Actor } from '@/lib/image-rules'

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
