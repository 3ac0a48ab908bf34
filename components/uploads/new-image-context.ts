import { createContext, useContext } from 'react'
import type { CreateImage } from '@/lib/schemas/image'

/** What the page knows about who creates, and what the new image shall be like. */
export type NewImageHints = {
  /** Administrators may make images for other projects. */
  canSetOwner: boolean
  hasVolumes: boolean
  hasServers: boolean
  otherRegions: readonly string[]
  /** An image of the gallery whose details a file takes over. */
  like?: { name: string; url: string; record: CreateImage } | undefined
}

const Hints = createContext<NewImageHints>({
  canSetOwner: false,
  hasVolumes: false,
  hasServers: false,
  otherRegions: [],
})

export const NewImageHintsProvider = Hints.Provider

export function useNewImageHints(): NewImageHints {
  return useContext(Hints)
}
