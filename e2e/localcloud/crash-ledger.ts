/** What an upload would make of an image. */
export type Payload = { size: number; sha512: string }

/**
 * What may be true of one image. A set with one member is certain; one with several means that a
 * request was on its way when the cloud was killed, so either may have come to pass.
 */
export type ImageFacts = {
  id: string
  exists: Set<boolean>
  name: Set<string>
  /** Value of the property `note`; undefined for none. */
  note: Set<string | undefined>
  tags: Map<string, Set<boolean>>
  members: Map<string, Set<boolean>>
  /** Certain data once an upload was answered; then no other payload may appear. */
  data: Payload | undefined
  /** Payloads of uploads and imports that were never answered. */
  tried: Payload[]
  /** A worker is busy with it; others leave it alone. */
  isBusy: boolean
}

/** What may be true of a project in Keystone. */
export type ProjectFacts = { id: string; exists: Set<boolean>; description: Set<string> }

/** Everything that was acknowledged, and what may have happened besides. */
export type Ledger = {
  images: Map<string, ImageFacts>
  projects: Map<string, ProjectFacts>
  acknowledged: number
}

export function newLedger(): Ledger {
  return { images: new Map(), projects: new Map(), acknowledged: 0 }
}

export function newImageFacts(id: string, name: string): ImageFacts {
  return {
    id,
    exists: new Set([true, false]),
    name: new Set([name]),
    note: new Set([undefined]),
    tags: new Map(),
    members: new Map(),
    data: undefined,
    tried: [],
    isBusy: false,
  }
}

/**
 * Writes down that `next` may come to pass, does the work, and writes down that it did.
 * When the work fails both stay possible, and the failure goes on.
 */
export async function become<T>(
  ledger: Ledger,
  possible: Set<T>,
  next: T,
  work: () => Promise<unknown>,
): Promise<void> {
  possible.add(next)
  await work()
  settle(possible, next)
  ledger.acknowledged += 1
}

/** Only `value` is possible from now on. */
export function settle<T>(possible: Set<T>, value: T): void {
  possible.clear()
  possible.add(value)
}
