'use client'

import { useSyncExternalStore } from 'react'
import type { Snapshot } from './engine'
import { defaultLanes } from './line'
import { liveEngine } from './live-engine'
import type { Upload } from './upload'

const nothing: Snapshot = { uploads: [], lanes: defaultLanes }

const subscribe = (listener: () => void) => liveEngine().engine.subscribe(listener)

/** All uploads of this tab, drafts included; drawn anew whenever one changes. */
export function useUploads(): Snapshot {
  return useSyncExternalStore(
    subscribe,
    () => liveEngine().engine.snapshot(),
    () => nothing,
  )
}

/** The upload, of those in this tab, that fills an image. The one begun last when there are several. */
export function useUploadOf(imageId: string): Upload | undefined {
  return useUploads().uploads.findLast((upload) => upload.imageId === imageId)
}
