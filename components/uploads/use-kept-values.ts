'use client'

import { useCallback, useEffect, useRef } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { type RecordValues, recordValuesSchema } from './record-values'

type Form = UseFormReturn<RecordValues, unknown, RecordValues>

const prefix = 'vitrine-draft:'

/**
 * Keeps what is typed into a record's form for as long as this window is open, so that a reload
 * loses none of it. `forget` is for the moment it was sent.
 *
 * @param place Which form: a file's own, or the one without a file.
 */
export function useKeptValues(form: Form, place: string): { forget: () => void } {
  const { reset, subscribe } = form
  // The form reports once more after it was sent.
  const isForgotten = useRef(false)
  useEffect(() => {
    const kept = read(place)
    if (kept) reset(kept, { keepDefaultValues: true })
    return subscribe({
      formState: { values: true },
      callback: ({ values }) => isForgotten.current || write(place, values),
    })
  }, [place, reset, subscribe])
  const forget = useCallback(() => {
    isForgotten.current = true
    write(place, undefined)
  }, [place])
  return { forget }
}

/** The place of a file's form: the same file, chosen again, finds it. */
export function placeOfFile(
  scope: string,
  file: { name: string; size: number; lastModified: number },
): string {
  return [scope, file.name, file.size, file.lastModified].join(':')
}

// What is half typed may not be valid yet; only what is comes back.
function read(place: string): RecordValues | undefined {
  try {
    const text = sessionStorage.getItem(prefix + place)
    return text === null ? undefined : recordValuesSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

// A browser that refuses storage only loses the convenience.
function write(place: string, values: RecordValues | undefined): void {
  try {
    if (values) sessionStorage.setItem(prefix + place, JSON.stringify(values))
    else sessionStorage.removeItem(prefix + place)
  } catch {
    return
  }
}
