import 'server-only'
import { env } from './env'

/** Ends the process with a readable list when the environment is not complete: half a start helps nobody. */
export function requireEnv(): void {
  try {
    env()
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
