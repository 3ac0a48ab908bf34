// Well-known partition types by message key, with what they tell about the system inside.

type KnownType = { key: string; architecture?: string }

/** GPT type GUIDs: UEFI 2.10, the Discoverable Partitions Specification, FreeBSD and Microsoft. */
const gptTypes: Record<string, KnownType> = {
  'c12a7328-f81f-11d2-ba4b-00a0c93ec93b': { key: 'efiSystem' },
  '21686148-6449-6e6f-744e-656564454649': { key: 'biosBoot' },
  '0fc63daf-8483-4772-8e79-3d69d8477de4': { key: 'linux' },
  '4f68bce3-e8cd-4db1-96e7-fbcaf984b709': { key: 'linuxRoot', architecture: 'x86_64' },
  'b921b045-1df0-41c3-af44-4c6f280d3fae': { key: 'linuxRoot', architecture: 'aarch64' },
  '44479540-f297-41b2-9af7-d131d5f0458a': { key: 'linuxRoot', architecture: 'i686' },
  '69dad710-2ce4-4e3c-b16c-21a1d49abed3': { key: 'linuxRoot', architecture: 'armv7l' },
  '72ec70a6-cf74-40e6-bd49-4bda08e8f224': { key: 'linuxRoot' },
  'c31c45e6-3f39-412e-80fb-4809c4980599': { key: 'linuxRoot', architecture: 'ppc64le' },
  '5eead9a9-fe09-4a1e-a1d7-520d00531306': { key: 'linuxRoot', architecture: 's390x' },
  'bc13c2ff-59e6-4262-a352-b275fd6f7172': { key: 'linuxBoot' },
  '0657fd6d-a4ab-43c4-84e5-0933c84b4f4f': { key: 'linuxSwap' },
  'e6d6d379-f507-44c2-a23c-238f2a3df928': { key: 'linuxLvm' },
  'a19d880f-05fc-4d3b-a006-743f0f84911e': { key: 'linuxRaid' },
  '933ac7e1-2eb4-4f13-b844-0e14e2aef915': { key: 'linuxHome' },
  'ebd0a0a2-b9e5-4433-87c0-68b6b72699c7': { key: 'windowsData' },
  'e3c9e316-0b5c-4db8-817d-f92df00215ae': { key: 'windowsReserved' },
  'de94bba4-06d1-4d40-a16a-bfd50179d6ac': { key: 'windowsRecovery' },
  '83bd6b9d-7f41-11dc-be0b-001560b84f0f': { key: 'freebsdBoot' },
  '516e7cb6-6ecf-11d6-8ff8-00022d09712b': { key: 'freebsdUfs' },
  '516e7cba-6ecf-11d6-8ff8-00022d09712b': { key: 'freebsdZfs' },
  '516e7cb5-6ecf-11d6-8ff8-00022d09712b': { key: 'freebsdSwap' },
}

const mbrTypes: Record<number, KnownType> = {
  1: { key: 'fat' },
  4: { key: 'fat' },
  5: { key: 'extended' },
  6: { key: 'fat' },
  7: { key: 'windowsData' },
  11: { key: 'fat' },
  12: { key: 'fat' },
  14: { key: 'fat' },
  15: { key: 'extended' },
  130: { key: 'linuxSwap' },
  131: { key: 'linux' },
  133: { key: 'extended' },
  142: { key: 'linuxLvm' },
  165: { key: 'freebsdUfs' },
  166: { key: 'openbsd' },
  169: { key: 'netbsd' },
  238: { key: 'gptProtective' },
  239: { key: 'efiSystem' },
  253: { key: 'linuxRaid' },
}

/** All keys that `typeKey` of a partition may hold. */
export const partitionTypeKeys: readonly string[] = [
  ...new Set([...Object.values(gptTypes), ...Object.values(mbrTypes)].map(({ key }) => key)),
]

export function gptType(guid: string): KnownType | null {
  return Object.hasOwn(gptTypes, guid) ? (gptTypes[guid] ?? null) : null
}

export function mbrType(type: number): KnownType | null {
  return mbrTypes[type] ?? null
}
