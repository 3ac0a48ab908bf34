import type { FileFacts } from './upload'

/** What is known of the file that an unfinished upload began with. */
export type KnownFile = FileFacts & { fingerprint: string | null }

/**
 * - `same`: the upload can go on with this file.
 * - `other`: another file.
 * - `changed`: the same file once, but written to since the upload began; going on would mix two.
 */
export type Recognition = 'same' | 'other' | 'changed'

/**
 * Judges whether a file that was picked again is the one an upload began with. A rename is no
 * change. Without the hash of the ends (no worker), name, size and date must all agree.
 *
 * @param lastModified Zero in `known` means that the date was not noted.
 */
export function recognise(known: KnownFile, picked: KnownFile): Recognition {
  const isSameDate = known.lastModified === 0 || known.lastModified === picked.lastModified
  const isSameName = known.name === picked.name
  if (known.fingerprint !== null && picked.fingerprint !== null) {
    if (known.fingerprint === picked.fingerprint && known.size === picked.size) {
      return isSameDate ? 'same' : 'changed'
    }
    return isSameName ? 'changed' : 'other'
  }
  if (known.size !== picked.size) return isSameName ? 'changed' : 'other'
  if (!isSameName) return 'other'
  return isSameDate ? 'same' : 'changed'
}

/** The unfinished upload that a newly chosen file belongs to, if there is one. */
export function findUnfinished<T extends KnownFile>(
  unfinished: readonly T[],
  picked: KnownFile,
): T | undefined {
  return unfinished.find((known) => recognise(known, picked) === 'same')
}
