import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'

/**
 * Claims a folder for this process, so that a second cloud cannot clean up under the first one.
 * The claim is a lock of the operating system, held through SQLite: it ends with the process, also
 * after kill -9. Answers how to give the folder back. Throws when another cloud has it.
 */
export function lockFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true })
  const claim = new Database(join(dir, 'cloud.lock'))
  try {
    claim.exec('begin exclusive')
  } catch {
    claim.close()
    throw new Error(`Another cloud is running on ${dir}`)
  }
  return () => {
    claim.exec('rollback')
    claim.close()
  }
}
