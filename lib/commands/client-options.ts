import { type CreateImage, createImageFields, type ImageChange } from '@/lib/schemas/image'
import { words } from './shell-lines'

/**
 * Formats that the client's own choices hold; any other is refused before a call is made.
 * Source: https://opendev.org/openstack/python-openstackclient/src/tag/6.0.0/openstackclient/image/v2/image.py
 */
const choices: Record<string, readonly string[]> = {
  container_format: ['ami', 'ari', 'aki', 'bare', 'docker', 'ova', 'ovf'],
  disk_format: 'ami ari aki vhd vmdk raw qcow2 vhdx vdi iso ploop'.split(' '),
  visibility: ['public', 'private', 'community', 'shared'],
}

// Properties become keyword arguments of the SDK: these mean something else to it, or are called by
// another name there. Source: openstacksdk 0.101, openstack/image/v2/{_proxy,image}.py
const parameters = new Set(
  (
    'self image filename container md5 sha256 disable_vendor_agent allow_duplicates meta wait ' +
    'timeout data validate_checksum use_import stores all_stores all_stores_must_succeed ' +
    'properties is_public is_hidden is_protected owner_id hash_algo hash_value location metadata ' +
    'store url needs_config_drive needs_secure_boot is_hw_vif_multiqueue_enabled ' +
    'is_hw_boot_menu_enabled has_auto_disk_config'
  ).split(' '),
)
const keptOnUnset = new Set(
  (
    'img_config_drive os_secure_boot hw_vif_multiqueue_enabled hw_boot_menu auto_disk_config ' +
    'clear copy create commit delete download existing fetch file find fromkeys get head items ' +
    'keys list new patch pop popitem stage service setdefault update upload values'
  ).split(' '),
)

export type ClientArguments = { options: string[]; beyond: string[] }

/** The options of `openstack image create` for a record; its name and data are the caller's. */
export function recordArguments(record: CreateImage): ClientArguments {
  const own = new Set(Object.keys(createImageFields.shape))
  const all = Object.entries(record).filter(([, value]) => value !== undefined)
  const base = all.filter(([key]) => own.has(key) && key !== 'name' && key !== 'os_hidden')
  const parts = base.map(([key, value]) => fieldArguments(key, value))
  const custom = all.filter(([key]) => !own.has(key))
  const more = custom.map(([key, value]) => propertyArguments(key, String(value)))
  return joined([...parts, ...more])
}

/** Options of `image set` and of `image unset` for changes, and what neither can say. */
export function changeArguments(changes: readonly ImageChange[]) {
  const set: string[] = []
  const unset: string[] = []
  const beyond: string[] = []
  const take = (found: ClientArguments) => {
    set.push(...found.options)
    beyond.push(...found.beyond)
  }
  for (const { key, value, base } of changes) {
    if (key === 'tags' && Array.isArray(value)) {
      const before = Array.isArray(base) ? base : []
      const added = value.filter((tag) => !before.includes(tag))
      const removed = before.filter((tag) => !value.includes(tag))
      set.push(...added.map((tag) => words('--tag', tag)))
      unset.push(...removed.map((tag) => words('--tag', tag)))
      // The client puts a tag into the address as it is.
      beyond.push(...removed.filter((tag) => /[/?#%]/.test(tag)))
    } else if (isField(key)) take(fieldArguments(key, value))
    else if (value !== null) take(propertyArguments(key, String(value)))
    else if (keptOnUnset.has(key)) beyond.push(key)
    else unset.push(words('--property', key))
  }
  return { set, unset, beyond }
}

function isField(key: string): boolean {
  return Object.hasOwn(createImageFields.shape, key)
}

function fieldArguments(key: string, value: unknown): ClientArguments {
  const allowed = choices[key]
  if (value === null || (allowed && !allowed.includes(String(value))))
    return { options: [], beyond: [`${key}: ${value}`] }
  if (key === 'visibility') return only(`--${value}`)
  if (key === 'protected') return only(value ? '--protected' : '--unprotected')
  if (key === 'os_hidden') return only(value ? '--hidden' : '--unhidden')
  if (key === 'owner') return only(words('--project', String(value)))
  if (key === 'tags' && Array.isArray(value))
    return { options: value.map((tag) => words('--tag', String(tag))), beyond: [] }
  return only(words(`--${key.replaceAll('_', '-')}`, String(value)))
}

function propertyArguments(key: string, value: string): ClientArguments {
  if (key.includes('=') || parameters.has(key)) return { options: [], beyond: [key] }
  return only(words('--property', `${key}=${value}`))
}

function only(option: string): ClientArguments {
  return { options: [option], beyond: [] }
}

function joined(parts: readonly ClientArguments[]): ClientArguments {
  return {
    options: parts.flatMap(({ options }) => options),
    beyond: parts.flatMap(({ beyond }) => beyond),
  }
}
