'use client'

import { useEffect, useState } from 'react'
import { fingerprintOf } from '@/lib/upload/browser/digest'
import { liveEngine } from '@/lib/upload/browser/live-engine'
import { type KnownFile, recognise } from '@/lib/upload/browser/recognise'

// The permission part of the API is in Chromium only, and not yet in TypeScript's library.
type Handle = FileSystemFileHandle & {
  requestPermission?: (options: { mode: 'read' }) => Promise<PermissionState>
}

/**
 * The file of an unfinished upload, where this browser kept a handle on it. `open` asks for leave
 * if it must and gives nothing when that was refused or the file is not the same any more; then
 * the person has to pick it.
 */
export function useKeptFile(uploadId: string) {
  const [handle, setHandle] = useState<Handle | null>(null)
  useEffect(() => {
    let isGone = false
    liveEngine()
      .memory.all()
      .then((entries) => {
        const own = entries.find((entry) => entry.uploadId === uploadId)
        if (!isGone) setHandle(own?.handle ?? null)
      })
    return () => {
      isGone = true
    }
  }, [uploadId])

  const open = async (known: KnownFile): Promise<File | undefined> => {
    const file = handle ? await read(handle).catch(() => undefined) : undefined
    const isSame = file && (await isKnown(file, known))
    if (!isSame) setHandle(null)
    return isSame && handle ? Object.assign(file, { handle }) : undefined
  }

  return { canOpen: handle !== null, open }
}

async function read(handle: Handle): Promise<File | undefined> {
  const leave = (await handle.requestPermission?.({ mode: 'read' })) ?? 'granted'
  return leave === 'granted' ? handle.getFile() : undefined
}

async function isKnown(file: File, known: KnownFile): Promise<boolean> {
  const { name, size, lastModified } = file
  const fingerprint = await fingerprintOf(file)
  return recognise(known, { name, size, lastModified, fingerprint }) === 'same'
}
