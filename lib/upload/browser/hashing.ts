import type { Reading } from './digest'
import type { Digest } from './upload'
import type { Workbench } from './workbench'

export type Hashing = {
  /** Begins to hash the file, unless that was begun or done before. */
  begin: (key: string) => void
  stop: (key: string) => void
}

/** Hashes files beside the sending and hands the digests to the dashboard. */
export function createHashing(bench: Workbench): Hashing {
  const readings = new Map<string, Reading>()

  const begin = (key: string) => {
    const file = bench.file(key)
    const upload = bench.get(key)
    if (!file || !upload || readings.has(key) || upload.digest.state === 'ready') return
    const report = (digest: Partial<Digest>) => {
      const known = bench.get(key)?.digest
      if (known) bench.dispatch(key, { type: 'digest', digest: { ...known, ...digest } })
    }
    report({ state: 'reading', read: 0 })
    const reading = bench.ports.digest(file, (read) => report({ read }))
    readings.set(key, reading)
    reading.value.then(
      (value) => {
        report({ state: 'ready', value, read: file.size })
        handIn(key)
      },
      () => {
        readings.delete(key)
        report({ state: 'failed' })
      },
    )
  }

  // The comparison is made here as well; handing the digest in lets the server keep the proof.
  const handIn = async (key: string) => {
    const upload = bench.get(key)
    if (!upload?.uploadId || !upload.digest.value) return
    const { scope, uploadId, digest } = upload
    await bench.ports.server
      .update(scope, uploadId, { sha512: digest.value ?? undefined })
      .then((status) => {
        if (bench.get(key)?.uploadId === uploadId) bench.dispatch(key, { type: 'status', status })
      })
      .catch(() => undefined)
  }

  return {
    begin,
    stop: (key) => {
      readings.get(key)?.stop()
      readings.delete(key)
    },
  }
}
