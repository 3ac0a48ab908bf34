// Fills a new Keystone by plain HTTP: domains, projects, accounts, Glance's service and endpoints.
// Writes DIR/cloud.json.new, which up.sh renames when Glance answers too. Called by up.sh:
//   node seed.mjs DIR SETTINGS
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [dir, settingsFile] = process.argv.slice(2)
const settings = Object.fromEntries(
  readFileSync(settingsFile, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const at = line.indexOf('=')
      // bash's printf %q escapes single characters by a backslash and an empty value as ''
      return [
        line.slice(0, at),
        line
          .slice(at + 1)
          .replace(/^''$/, '')
          .replace(/\\(.)/g, '$1'),
      ]
    }),
)
const keystone = settings.KEYSTONE_URL
const isOn = (name) => settings[name] === 'yes'

// The secret of RFC 6238's examples (ASCII 12345678901234567890): the codes of mfa/mfa.
const totpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

/**
 * One call as admin. Returns the parsed body; throws with Keystone's answer when not 2xx. Tokens may
 * live for seconds only, so a refused one is replaced once.
 */
async function call(method, path, body, isSecondTry = false) {
  const answer = await fetch(`${keystone}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { 'x-auth-token': token }) },
    body: body && JSON.stringify(body),
  })
  const text = await answer.text()
  if (answer.status === 401 && token && !isSecondTry) {
    await signIn()
    return call(method, path, body, true)
  }
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  const subject = answer.headers.get('x-subject-token')
  return { subject, ...(text && JSON.parse(text)) }
}

let token = ''
let scope = { project: { name: 'admin', domain: { id: 'default' } } }

/** A new token of the admin for `scope`, which the calls after it use. */
async function signIn() {
  token = ''
  const user = { name: 'admin', domain: { id: 'default' }, password: 'admin' }
  const identity = { methods: ['password'], password: { user } }
  token = (await call('POST', '/auth/tokens', { auth: { identity, scope } })).subject
}

await signIn()

const corp = (await call('POST', '/domains', { domain: { name: 'Corp' } })).domain.id
const roles = Object.fromEntries(
  (await call('GET', '/roles')).roles.map((role) => [role.name, role.id]),
)
const projects = { admin: (await call('GET', '/projects?name=admin')).projects[0].id }
for (const [name, domain] of [
  ['demo', 'default'],
  ['partner', 'default'],
  ['service', 'default'],
  ['research', corp],
]) {
  const { project } = await call('POST', '/projects', { project: { name, domain_id: domain } })
  projects[name] = project.id
}

/** name, password, domain id, grants [project, role][], Keystone's user options */
const people = [
  [
    'glance',
    'glance',
    'default',
    [
      ['service', 'admin'],
      ['service', 'service'],
    ],
  ],
  [
    'alice',
    'alice',
    'default',
    [
      ['demo', 'member'],
      ['partner', 'member'],
    ],
  ],
  ['bob', 'bob', 'default', [['partner', 'member']]],
  ['carol', 'carol', 'default', [['demo', 'reader']]],
  ['noproject', 'noproject', 'default', []],
  ['alice', 'corp-alice', corp, [['research', 'member']]],
  [
    'mfa',
    'mfa',
    'default',
    [['demo', 'member']],
    { multi_factor_auth_enabled: true, multi_factor_auth_rules: [['password', 'totp']] },
  ],
  ['expired', 'expired', 'default', [['demo', 'member']]],
]
if (!roles.service) {
  roles.service = (await call('POST', '/roles', { role: { name: 'service' } })).role.id
}
const users = {}
for (const [name, password, domain, grants, options] of people) {
  const { user } = await call('POST', '/users', {
    user: { name, password, domain_id: domain, ...(options && { options }) },
  })
  users[domain === corp ? 'corpAlice' : name] = user.id
  for (const [project, role] of grants) {
    await call('PUT', `/projects/${projects[project]}/users/${user.id}/roles/${roles[role]}`)
  }
}
await call('POST', '/credentials', {
  credential: { type: 'totp', user_id: users.mfa, blob: totpSecret },
})

const { service } = await call('POST', '/services', {
  service: { name: 'glance', type: 'image', description: 'OpenStack Image' },
})
const glanceUrl = `http://127.0.0.1:${settings.GLANCE_PORT}`
const glance2Url = `http://127.0.0.1:${settings.GLANCE2_PORT}`

/** The three endpoints of one service in one region; returns the public one's id. */
async function addEndpoints(serviceId, region, url) {
  const ids = {}
  for (const name of ['public', 'internal', 'admin']) {
    const { endpoint } = await call('POST', '/endpoints', {
      endpoint: { service_id: serviceId, interface: name, url, region_id: region },
    })
    ids[name] = endpoint.id
  }
  return ids.public
}

const limitedRegions = [
  ['RegionOne', 'glance', await addEndpoints(service.id, 'RegionOne', glanceUrl)],
]
if (isOn('SECOND_REGION')) {
  await call('POST', '/regions', { region: { id: 'RegionTwo' } })
  const identity = (await call('GET', '/services?type=identity')).services[0].id
  await addEndpoints(identity, 'RegionTwo', keystone)
  limitedRegions.push([
    'RegionTwo',
    'glance2',
    await addEndpoints(service.id, 'RegionTwo', glance2Url),
  ])
}

// Small enough for a test to reach; sizes in MiB.
const quota = {
  image_size_total: 10,
  image_stage_total: 10,
  image_count_total: 10,
  image_count_uploading: 2,
}
if (isOn('QUOTA')) {
  // Limits belong to the whole installation, so Keystone lets only a system scope write them, and
  // Glance's own account needs a role there to read them.
  await call('PUT', `/system/users/${users.glance}/roles/${roles.reader}`)
  scope = { system: { all: true } }
  await signIn()
  for (const [region, name, endpoint] of limitedRegions) {
    await call('POST', '/registered_limits', {
      registered_limits: Object.entries(quota).map(([resource_name, default_limit]) => ({
        service_id: service.id,
        region_id: region,
        resource_name,
        default_limit,
      })),
    })
    writeFileSync(join(dir, name, 'endpoint-id'), endpoint)
  }
}

const account = (name, password, domain, project, role) => ({
  name,
  password,
  domain,
  project,
  role,
})
const cloud = {
  keystone_url: keystone,
  glance_url: glanceUrl,
  ...(isOn('SECOND_REGION') && { glance2_url: glance2Url }),
  region: 'RegionOne',
  accounts: {
    admin: account('admin', 'admin', 'Default', 'admin', 'admin'),
    alice: account('alice', 'alice', 'Default', 'demo', 'member'),
    alicePartner: account('alice', 'alice', 'Default', 'partner', 'member'),
    bob: account('bob', 'bob', 'Default', 'partner', 'member'),
    carol: account('carol', 'carol', 'Default', 'demo', 'reader'),
    noproject: account('noproject', 'noproject', 'Default', null, null),
    corpAlice: account('alice', 'corp-alice', 'Corp', 'research', 'member'),
    mfa: { ...account('mfa', 'mfa', 'Default', 'demo', 'member'), totp_secret: totpSecret },
    expired: account('expired', 'expired', 'Default', 'demo', 'member'),
  },
  projects,
  domains: { Default: 'default', Corp: corp },
  stores: ['fast', 'cold', ...(isOn('LOCATIONS') ? ['web'] : [])],
  options: {
    uwsgi: isOn('UWSGI'),
    workers: Number(settings.WORKERS),
    new_defaults: isOn('NEW_DEFAULTS'),
    size_cap: settings.SIZE_CAP ? Number(settings.SIZE_CAP) : null,
    lockout: settings.LOCKOUT ? Number(settings.LOCKOUT) : null,
    token_seconds: Number(settings.TOKEN_SECONDS),
    second_region: isOn('SECOND_REGION'),
    cors: settings.CORS || null,
    cache: isOn('CACHE'),
    locations: isOn('LOCATIONS'),
    property_protections: isOn('PROPERTY_PROTECTIONS'),
    quota: isOn('QUOTA') ? quota : null,
    web_download: settings.WEB_DOWNLOAD_HOSTS
      ? {
          hosts: settings.WEB_DOWNLOAD_HOSTS.split(','),
          ports: settings.WEB_DOWNLOAD_PORTS.split(',').filter(Boolean).map(Number),
        }
      : null,
  },
}
writeFileSync(join(dir, 'cloud.json.new'), `${JSON.stringify(cloud, null, 2)}\n`)
