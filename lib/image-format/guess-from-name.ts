import { distributions } from './distributions'

export type NameGuess = {
  /** The file's name without folder and suffixes, fit for Glance's `name`; never empty. */
  name: string
  /** "Ubuntu 24.04", or null when the system is not known. */
  title: string | null
  /** Glance's image properties; only those that the name tells. */
  properties: {
    os_distro?: string
    os_version?: string
    os_type?: 'linux' | 'windows'
    architecture?: string
  }
}

const suffix =
  /\.(img|qcow2?|raw|iso|vmdk|vhdx?|vdi|ova|ovf|box|hdd|tar|tgz|gz|xz|zst|zstd|bz2|lz4|lz|zip|7z|rar|bin|dd|disk|part|crdownload|download)$/i
const maxName = 255

/** Nova's words, as it refuses to start any other: nova/virt/arch.py at tag 31.0.0 on opendev.org. */
const architectures: Array<[RegExp, string | null]> = [
  [
    /x86[-_]64(?:v\d)?|amd64(?:v\d)?|(?<![a-z0-9])x64(?:fre)?(?![a-z0-9])|(?<![a-z])64-?bit/,
    'x86_64',
  ],
  [/aarch64|arm64(?:v8)?(?:el)?/, 'aarch64'],
  [/ppc64(?:le|el)|powerpc64le/, 'ppc64le'],
  [/ppc64/, 'ppc64'],
  [/s390x/, 's390x'],
  // Known, but without a word in Nova.
  [/riscv64/, null],
  [/loong(?:arch)?64/, 'loongarch64'],
  [/armv7(?:h?l|a)?|armhf(?:p)?|armv7/, 'armv7l'],
  [/(?<![a-z0-9])(?:i[3-6]86|x86(?:fre)?|32-?bit)(?![a-z0-9])/, 'i686'],
]

/**
 * Guesses what an image holds from its file name: a name to show and the properties `os_distro`,
 * `os_version`, `os_type` and `architecture`. A guess is for a form that the person can correct.
 */
export function guessFromName(fileName: string): NameGuess {
  const name = displayName(fileName)
  let rest = name.toLowerCase().replace(/[\s_+~()[\]-]+/g, '-')
  const properties: NameGuess['properties'] = {}
  for (const [pattern, architecture] of architectures) {
    const match = pattern.exec(rest)
    if (!match) continue
    if (architecture) properties.architecture = architecture
    // Its digits must not be taken for a version.
    rest = `${rest.slice(0, match.index)}-${rest.slice(match.index + match[0].length)}`
    break
  }
  rest = rest.replace(/-{2,}/g, '-').replace(/^-|-$/g, '')

  const known = distributions.find((distribution) => distribution.name.test(rest))
  if (!known) return { name, title: null, properties }
  properties.os_distro = known.distro
  if (known.osType) properties.os_type = known.osType
  const version = versionOf(rest, known.versions, known.codenames ?? {})
  if (version) properties.os_version = version
  const shown = version && /^[a-z]{3,}$/.test(version) ? capital(version) : version
  return { name, title: shown ? `${known.label} ${shown}` : known.label, properties }
}

function versionOf(
  rest: string,
  patterns: RegExp[],
  codenames: Record<string, string>,
): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(rest)?.[1]
    if (found) return tidyVersion(found)
  }
  const word = rest.split(/[^a-z0-9]+/).find((part) => Object.hasOwn(codenames, part))
  return word ? (codenames[word] ?? null) : null
}

/** `9u3` and `15-sp5` are releases with a point; `v10` is written with a capital. */
function tidyVersion(version: string): string {
  return version
    .replace(/^(\d+)(?:u|-?sp-?)(\d+)$/, '$1.$2')
    .replace(/^v(?=\d)/, 'V')
    .replace(/^(\d+)-?r2$/, '$1r2')
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

function displayName(fileName: string): string {
  let name = (fileName.split(/[\\/]/).pop() ?? '').slice(0, 1024)
  if (/%[0-9a-f]{2}/i.test(name)) name = decoded(name)
  // A browser's mark of a second download stands before the suffix.
  for (let i = 0; i < 4; i++) name = name.replace(suffix, '').replace(/ ?\(\d{1,3}\)$/, '')
  // Glance's database refuses characters of four bytes, and nobody wants invisible ones.
  name = [...name]
    .filter((letter) => letter.length === 1 && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(letter))
    .join('')
  return name.trim().slice(0, maxName).trim() || 'image'
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
