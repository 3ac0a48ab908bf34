import type { CreateImage, ImageChange } from '@/lib/schemas/image'
import type { ImageListParams } from '@/lib/schemas/image-list'
import type { MemberStatus } from '@/lib/schemas/member'

/** Where an import takes its data from and where it puts it. */
export type ImportCommand = {
  method: 'web-download' | 'glance-direct' | 'glance-download' | 'copy-image'
  /** For web-download. */
  uri?: string | undefined
  /** For glance-download: the image and region to take it from. */
  remote?: { imageId: string; region: string; interface?: string | undefined } | undefined
  /** Store ids, or every store. Nothing means the default store. */
  stores?: readonly string[] | 'all' | undefined
  /** False keeps what arrived when one store fails. */
  mustAllSucceed?: boolean | undefined
}

/**
 * Something the dashboard does to images, to be shown as a command. Several image ids mean the same
 * thing done to each of them.
 */
export type ImageCommand =
  | { kind: 'list'; params: ImageListParams }
  | { kind: 'show'; imageId: string }
  | {
      kind: 'create'
      record: CreateImage
      file?: string
      /** For the file's data; else the cloud's default store. */
      store?: string | undefined
      import?: ImportCommand
    }
  | { kind: 'update'; imageIds: readonly string[]; changes: readonly ImageChange[] }
  /** Adds and takes off tags, whatever other tags there are. */
  | {
      kind: 'tag'
      imageIds: readonly string[]
      add?: readonly string[]
      remove?: readonly string[]
    }
  | { kind: 'deactivate' | 'reactivate' | 'delete'; imageIds: readonly string[] }
  | { kind: 'download'; imageId: string; file: string }
  | { kind: 'upload'; imageId: string; file: string; store?: string | undefined }
  | { kind: 'import'; imageIds: readonly string[]; import: ImportCommand }
  | { kind: 'members'; imageId: string }
  | {
      kind: 'addMember' | 'removeMember'
      imageIds: readonly string[]
      memberIds: readonly string[]
    }
  | { kind: 'answer'; imageIds: readonly string[]; memberId: string; status: MemberStatus }
  | ServiceCall
  /** One after the other. */
  | { kind: 'several'; commands: readonly ImageCommand[] }

/** Any other call. `path` is percent-encoded; Glance's begins with `/v2/`. */
export type ServiceCall = {
  kind: 'call'
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  /** The same for each of these images, whose id ends the path. */
  imageIds?: readonly string[]
  headers?: Readonly<Record<string, string>>
  body?: unknown
  /** Another service than Glance; `path` begins behind its address. */
  service?: 'volume' | 'compute'
  /** What the openstack client has for it, without the image's id; quoted where it must be. */
  client?: string
  /** The client has it in newer versions only. */
  isNewClient?: boolean
}

export const tools = ['openstack', 'curl', 'python', 'terraform'] as const
export type Tool = (typeof tools)[number]

/** What a person should know before running a command. */
export type CommandNote =
  | 'needsTerminal'
  | 'newClient'
  | 'newerClient'
  | 'onePage'
  | 'nameInAnyCase'
  | 'notAtOnce'
  | 'serviceAddress'

/** A command in the words of one tool. */
export type Snippet = {
  tool: Tool
  /** Empty when the tool cannot do it. */
  text: string
  /** Names of fields and values the tool has no way to say. */
  beyond: string[]
  notes: CommandNote[]
}

/** A name under which a file can be saved or found from any shell, never an option or a path. */
export function plainFileName(name: string): string {
  const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._-]+/, '')
  return plain.slice(0, 200) || 'image'
}
