import { z } from 'zod'
import type { ImportImage } from './import'
import type { Store } from './info'

/** Where the data shall go, as a form has it. */
export const importTargetsSchema = z
  .object({
    allStores: z.boolean(),
    stores: z.array(z.string()),
    /** Keep the image when only some of the stores take it. */
    keepPartial: z.boolean(),
    /** False on a cloud with a single store, where there is nothing to choose. */
    hasStores: z.boolean(),
  })
  .refine(({ hasStores, allStores, stores }) => !hasStores || allStores || stores.length > 0, {
    path: ['stores'],
    error: 'imports.stores.none',
  })
export type ImportTargets = z.infer<typeof importTargetsSchema>

/** True when more than one store could take data. */
export function hasChoice(stores: readonly Store[]): boolean {
  return writableStores(stores).length > 1
}

/** Stores that take data. */
export function writableStores(stores: readonly Store[]): Store[] {
  return stores.filter((store) => store['read-only'] !== 'true')
}

/** What a form begins with: the cloud's default store. */
export function defaultTargets(stores: readonly Store[]): ImportTargets {
  const writable = writableStores(stores)
  const first = writable.find((store) => store.default === 'true') ?? writable[0]
  return {
    allStores: false,
    stores: first ? [first.id] : [],
    keepPartial: false,
    hasStores: hasChoice(stores),
  }
}

/** The part of an import's body that names the stores. */
export function toTargets(values: ImportTargets): Omit<ImportImage, 'method'> {
  if (!values.hasStores) return {}
  const isMany = values.allStores || values.stores.length > 1
  return {
    ...(values.allStores ? { all_stores: true } : { stores: values.stores }),
    ...(isMany && values.keepPartial ? { all_stores_must_succeed: false } : {}),
  }
}
