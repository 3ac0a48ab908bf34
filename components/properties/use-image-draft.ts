import { useState } from 'react'
import { changesLeft, driftOf, type Value, valueAt } from '@/lib/image-changes'
import type { Image, ImageChange } from '@/lib/schemas/image'

/**
 * Changes of an image that are not saved yet. What nobody touched follows the image as Glance holds
 * it now; what the person touched remembers what they saw, so that other people's work is noticed.
 */
export function useImageDraft(image: Image) {
  const [edits, setEdits] = useState<readonly ImageChange[]>([])
  const changes = changesLeft(edits, image)
  const drift = driftOf(changes, image)

  const set = (key: string, value: Value) =>
    setEdits((before) => {
      const begun = before.find((edit) => edit.key === key)
      const base = begun ? begun.base : valueAt(image, key)
      const edit = base === undefined ? { key, value } : { key, value, base }
      return [...before.filter((other) => other.key !== key), edit]
    })

  const drop = (keys: readonly string[]) =>
    setEdits((before) => before.filter(({ key }) => !keys.includes(key)))

  /** Goes on with the own values, now that the person has seen the others'. */
  const keepMine = (keys: readonly string[]) =>
    setEdits((before) =>
      before.map(({ key, value, base }) => {
        const seen = keys.includes(key) ? valueAt(image, key) : base
        return seen === undefined ? { key, value } : { key, value, base: seen }
      }),
    )

  return {
    changes,
    drift,
    set,
    /** Forgets changes of single keys: what Glance holds counts. */
    takeTheirs: drop,
    keepMine,
    discard: () => setEdits([]),
    /** The value as it would be after saving; `undefined` when there is no such property. */
    wanted: (key: string): Value | undefined => {
      const edit = changes.find((change) => change.key === key)
      return edit ? edit.value : valueAt(image, key)
    },
  }
}

export type ImageDraft = ReturnType<typeof useImageDraft>
