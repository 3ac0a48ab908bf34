// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such names are the point
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callsOf } from '@/e2e/recorded-calls'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { type ImageCommand, plainFileName, type Tool } from './command'
import { snippetsFor } from './snippets'

const id = '6d2b5c1a-0f5e-4f2b-9a53-0b6a5d0f9c11'
const other = 'b3a0e6f4-5f0e-4b44-8d86-3c0a37f4e0aa'
const cloud = { imageUrl: 'https://glance.example:9292' }
const of = (tool: Tool, command: ImageCommand) =>
  snippetsFor(command, cloud).find((snippet) => snippet.tool === tool)
const textOf = (tool: Tool, command: ImageCommand) => of(tool, command)?.text

const text = fc
  .array(
    fc.constantFrom("'", '"', '$(id)', '`', '\\', '\n', '!', '\u202e', ' ', '-', 'a', '镜', '{}'),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''))
const bodyOf = (call: string[] | undefined) =>
  JSON.parse(call?.[call.indexOf('--data-binary') + 1] ?? 'null')

describe('openstack', () => {
  it('lists with the filters it has options for and names the others', () => {
    const list = (search: string) =>
      of('openstack', { kind: 'list', params: loadImageListParams(new URLSearchParams(search)) })
    expect(list('')?.text).toBe('openstack image list --long --sort created_at:desc')
    expect(
      list('status=active,queued&visibility=public&tag=a,b&disk_format=qcow2&sort=size')?.text,
    ).toBe(
      [
        'openstack image list',
        '--long',
        '--status in:active,queued',
        '--public',
        '--property disk_format=qcow2',
        '--tag a',
        '--tag b',
        '--sort-column Size --sort-ascending',
      ].join(' \\\n  '),
    )
    expect(list('size_min=5&protected=true')).toMatchObject({
      text: '',
      beyond: ['size_min', 'protected'],
    })
    expect(list('q=ubu%27ntu')?.text).toContain(`grep -iF -e 'ubu'\\''ntu'`)
  })

  it('sets, unsets and says what it cannot', () => {
    const update = (changes: Extract<ImageCommand, { kind: 'update' }>['changes']) =>
      of('openstack', { kind: 'update', imageIds: [id], changes })
    expect(
      update([
        { key: 'name', value: '-x', base: 'y' },
        { key: 'os_hidden', value: true, base: false },
        { key: 'tags', value: ['a', 'new one'], base: ['a', 'old'] },
        { key: 'gone', value: null, base: '1' },
      ])?.text,
    ).toBe(
      `openstack image set --name=-x --hidden --tag 'new one' ${id} &&\n` +
        `openstack image unset --tag old --property gone ${id}`,
    )
    expect(update([{ key: 'a=b', value: 'c' }])).toMatchObject({ text: '', beyond: ['a=b'] })
    expect(update([{ key: 'name', value: null, base: 'x' }])?.beyond).toEqual(['name: null'])
    expect(update([{ key: 'container_format', value: 'compressed' }])?.text).toBe('')
  })

  it('does the same to each of several images', () => {
    const command = { kind: 'deactivate', imageIds: [id, other] } as const
    expect(callsOf(textOf('openstack', command) ?? '')).toEqual([
      ['image', 'set', '--deactivate', id],
      ['image', 'set', '--deactivate', other],
    ])
  })

  it('passes on any name, tag and property as it is', () => {
    fc.assert(
      fc.property(text, text, text, (name, tag, value) => {
        const record = { name: `n${name}`, tags: [`t${tag}`], 'hw:x': value }
        const words = callsOf(
          textOf('openstack', { kind: 'create', record, file: 'a b.raw' }) ?? '',
        )
        expect(words).toEqual([
          ['image', 'create', '--tag', `t${tag}`, '--property', `hw:x=${value}`]
            .concat(['--file', './a b.raw'])
            .concat(`n${name}`),
        ])
      }),
      { numRuns: 40 },
    )
  })
})

describe('the store of an upload', () => {
  const command = { kind: 'create', record: { name: 'n' }, file: 'a.raw', store: 'slow' } as const

  it('is named by curl and Python, and missed in the others', () => {
    const [, sent = []] = callsOf(textOf('curl', command) ?? '')
    expect(sent).toContain('X-Image-Meta-Store: slow')
    expect(textOf('python', command)).toContain('"X-Image-Meta-Store": "slow"')
    expect(of('openstack', command)).toMatchObject({ text: '', beyond: ['store: slow'] })
    expect(of('terraform', command)).toBeUndefined()
  })
})

describe('curl', () => {
  it('sends any changes as they are, to one image and to several', () => {
    fc.assert(
      fc.property(text, text, (key, value) => {
        const changes = [{ key: `k${key}`, value }]
        const path = `/k${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
        for (const imageIds of [[id], [id, other]]) {
          const made = callsOf(textOf('curl', { kind: 'update', imageIds, changes }) ?? '')
          expect(made.map((call) => call.at(-1))).toEqual(
            imageIds.map((image) => `${cloud.imageUrl}/v2/images/${image}`),
          )
          for (const call of made) expect(bodyOf(call)).toEqual([{ op: 'add', path, value }])
        }
      }),
      { numRuns: 30 },
    )
  })

  it('creates, uploads and imports in turn, and keeps the token out of its words', () => {
    const record = { name: 'x', disk_format: 'raw', container_format: 'bare' }
    const script = textOf('curl', { kind: 'create', record, file: "it's.raw" }) ?? ''
    const [made, sent] = callsOf(script)
    expect(bodyOf(made)).toEqual(record)
    expect(sent?.at(-1)).toBe(`${cloud.imageUrl}/v2/images/made-id/file`)
    expect(sent).toContain("./it's.raw")
    expect(script).toContain('"X-Auth-Token: $OS_TOKEN"')
    expect(made).toContain('X-Auth-Token: secret')
  })

  it('reads the address from the environment where the catalogue has no public one', () => {
    const snippets = snippetsFor({ kind: 'show', imageId: id }, { imageUrl: undefined })
    expect(snippets.find(({ tool }) => tool === 'curl')?.text).toContain(
      `"$OS_IMAGE_URL"/v2/images/${id}`,
    )
  })
})

describe('Python', () => {
  const every: ImageCommand[] = [
    { kind: 'list', params: loadImageListParams(new URLSearchParams('q=a&status=active')) },
    { kind: 'show', imageId: id },
    { kind: 'create', record: { name: 'a"b', tags: ['x'] }, file: 'f' },
    {
      kind: 'create',
      record: { name: 'x' },
      import: { method: 'web-download', uri: 'https://a/b', stores: ['s'], mustAllSucceed: false },
    },
    { kind: 'update', imageIds: [id, other], changes: [{ key: 'a', value: '${x}\n' }] },
    { kind: 'tag', imageIds: [id], add: ['a'], remove: ['b'] },
    { kind: 'delete', imageIds: [id] },
    { kind: 'download', imageId: id, file: 'a.raw' },
    { kind: 'upload', imageId: id, file: 'a.raw' },
    { kind: 'import', imageIds: [id], import: { method: 'copy-image', stores: 'all' } },
    { kind: 'members', imageId: id },
    { kind: 'addMember', imageIds: [id], memberIds: ['p'] },
    { kind: 'removeMember', imageIds: [id], memberIds: ['p'] },
    { kind: 'answer', imageIds: [id], memberId: 'p', status: 'accepted' },
    { kind: 'call', method: 'DELETE', path: '/v2/cache' },
  ]

  it('writes programs that compile', () => {
    const programs = every.map((command) => textOf('python', command))
    const script = 'import json,sys\nfor p in json.load(sys.stdin): compile(p, "x", "exec")'
    execFileSync('/usr/bin/env', ['python3', '-c', script], { input: JSON.stringify(programs) })
    expect(programs).not.toContain(undefined)
  })
})

describe('Terraform', () => {
  it('describes an image to make', () => {
    const record = { name: 'x', disk_format: 'qcow2', min_disk: 2, os_distro: 'debian' }
    expect(textOf('terraform', { kind: 'create', record, file: 'x.qcow2' })).toBe(
      [
        'resource "openstack_images_image_v2" "image" {',
        '  name            = "x"',
        '  disk_format     = "qcow2"',
        '  min_disk_gb     = 2',
        '  local_file_path = "./x.qcow2"',
        '  properties = {',
        '    "os_distro" = "debian"',
        '  }',
        '}',
      ].join('\n'),
    )
  })

  it('is silent where it has nothing', () => {
    expect(of('terraform', { kind: 'delete', imageIds: [id] })).toBeUndefined()
  })
})

it('a file name is never an option or a path', () => {
  expect(plainFileName('../-rf x')).toBe('rf_x')
  expect(plainFileName('')).toBe('image')
})
