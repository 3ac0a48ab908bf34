import { execFileSync } from 'node:child_process'

/** What bash makes of a command: the words that each call of `openstack` and `curl` would get. */
export function callsOf(script: string): string[][] {
  const record = `{ printf '%s\\0' "$@"; printf '\\1\\0'; }`
  const jq = `jq() { cat >/dev/null; printf made-id; }`
  const head = `exec 3>&1\nopenstack() ${record} >&3\ncurl() ${record} >&3\n${jq}\nOS_TOKEN=secret\n`
  const out = execFileSync('bash', ['--norc', '-c', head + script], { encoding: 'utf8' })
  return out
    .split('\x01\0')
    .filter((call) => call !== '')
    .map((call) => call.split('\0').slice(0, -1))
}
