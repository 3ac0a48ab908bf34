import type { UploadEvent } from './machine'
import type { Ports } from './ports'
import type { Upload } from './upload'

/** What an effect may touch: the outside through ports, and uploads by events only. */
export type Workbench = {
  ports: Ports
  get: (key: string) => Upload | undefined
  file: (key: string) => File | undefined
  /** Hash of the file's ends, made once. */
  fingerprint: (key: string) => Promise<string | null>
  dispatch: (key: string, event: UploadEvent) => void
}
