import type { QueryClient } from '@tanstack/react-query'
import { apiPaths } from '@/lib/paths'
import { tabCache, uploadsAtWork } from '@/lib/queries/at-work'
import { fetchJson } from '@/lib/queries/fetch-json'
import { createImageMutation, deleteImageMutation } from '@/lib/queries/images'
import { keys } from '@/lib/queries/keys'
import { announceSessionEnd } from '@/lib/queries/session-end'
import { endUpload, fetchUpload, fetchUploads, updateUpload } from '@/lib/queries/uploads'
import type { Image } from '@/lib/schemas/image'
import { digestOf, fingerprintOf, hasCoresToSpare } from './digest'
import { createEngine, type Engine } from './engine'
import { inspectFile } from './inspection'
import { openUpload } from './open-upload'
import type { Ports, Records } from './ports'
import { createResumeStore, type ResumeStore } from './resume-store'
import { send } from './transport'

type Live = { engine: Engine; memory: ResumeStore }

let live: Live | undefined

/**
 * The one engine of this tab. It lives as long as the tab, so that uploads go on while the person
 * walks through the pages. Browser only.
 */
export function liveEngine(): Live {
  live ??= build()
  return live
}

function build(): Live {
  uploadsAtWork.raise()
  const memory = createResumeStore()
  const ports: Ports = {
    records: recordsOf(tabCache),
    server: {
      open: openUpload,
      list: fetchUploads,
      get: fetchUpload,
      update: updateUpload,
      end: endUpload,
    },
    send,
    inspect: (file) => {
      // Needed at the click after this, and then without a wait.
      void import('tus-js-client')
      return inspectFile(file)
    },
    fingerprint: fingerprintOf,
    digest: digestOf,
    hashesByItself: hasCoresToSpare,
    memory,
    isOnline: () => navigator.onLine,
    now: Date.now,
    random: Math.random,
    later: (ms, work) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
    newId: randomId,
    sessionEnded: announceSessionEnd,
  }
  return {
    engine: createEngine(ports),
    memory,
  }
}

// The cache belongs to the screens and comes later than the engine; without one there is nobody to
// tell.
function recordsOf(cacheOf: () => QueryClient | undefined): Records {
  const refresh = (scope: string, imageId: string) => {
    const cache = cacheOf()
    cache?.invalidateQueries({ queryKey: keys.image(scope, imageId) })
    cache?.invalidateQueries({ queryKey: [...keys.images(scope), 'list'] })
    cache?.invalidateQueries({ queryKey: keys.uploads(scope) })
  }
  const need = () => {
    const cache = cacheOf()
    if (!cache) throw new Error('the upload engine was used before a page gave it the cache')
    return cache
  }
  return {
    create: (scope, record) => createImageMutation(scope, need()).mutationFn(record),
    status: async (scope, imageId) =>
      (await fetchJson<Image>(apiPaths.image(scope, imageId))).status,
    remove: (scope, imageId) => deleteImageMutation(scope, need()).mutationFn(imageId),
    changed: refresh,
  }
}

// crypto.randomUUID is missing where the dashboard is served over plain http.
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
