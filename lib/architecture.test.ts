import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

// The authority on who may import whom (docs/decisions/0002). Biome gives the quick feedback.

const root = path.resolve(import.meta.dirname, '..')

function walk(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(name)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [name] : []
  })
}

type Import = { target: string; isType: boolean }
type Source = { file: string; text: string; lines: number; imports: Import[] }

function importsOf(file: string, text: string): Import[] {
  const statement =
    /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^'"=;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm
  return [...text.matchAll(statement)].map((match) => {
    const name = match[2] ?? match[3] ?? ''
    const target = name.startsWith('@/')
      ? name.slice(2)
      : name.startsWith('./')
        ? path.join(path.dirname(file), name)
        : name
    return { target, isType: match[1] !== undefined }
  })
}

const sources: Source[] = ['app', 'components', 'lib', 'e2e'].flatMap(walk).map((file) => {
  const text = readFileSync(path.join(root, file), 'utf8')
  return { file, text, lines: text.split('\n').length - 1, imports: importsOf(file, text) }
})

const isTest = (file: string) => /\.(test|spec|clients)\.tsx?$/.test(file)
const product = sources.filter(({ file }) => !isTest(file) && !file.startsWith('e2e/'))

const core =
  /^(lib\/(errors|paths|format|image-changes|image-export|image-limits|image-rules|import-rules|project-ids|scrub|sign-in-memory|view-memory)$|lib\/schemas\/|lib\/image-format\/|lib\/upload\/protocol$|lib\/i18n\/locale$|lib\/commands\/|lib\/openapi\/)/
const kit = /^components\/(ui|form|table|feedback)\//
const serverSide =
  /^lib\/(env|log|metrics|tracing|audit|copies|openstack|keystone|glance|cinder|nova|gallery\/|auth|http|operations|upload\/server|queries\/server)/

/** From which files (a pattern) which of the repository's own files may be imported. */
const rules: Array<{ name: string; from: RegExp; may: RegExp[]; packages?: RegExp }> = [
  {
    name: 'core is pure',
    from: /^lib\/(errors|paths|format|image-changes|image-rules|import-rules|project-ids|scrub|sign-in-memory)\.ts|^lib\/(schemas|image-format|commands|openapi)\/|^lib\/upload\/protocol/,
    may: [core],
    packages: /^(zod|nuqs\/server)$/,
  },
  {
    name: 'openstack knows core only',
    from: /^lib\/openstack\//,
    may: [core, /^lib\/(env|log|metrics|tracing|openstack\/)/],
  },
  {
    name: 'services are siblings',
    from: /^lib\/keystone\//,
    may: [core, /^lib\/(env|openstack|keystone)/],
  },
  {
    name: 'services are siblings',
    from: /^lib\/glance\//,
    may: [core, /^lib\/(env|log|openstack|glance)/],
  },
  {
    name: 'services are siblings',
    from: /^lib\/(cinder|nova)\//,
    may: [core, /^lib\/(env|openstack)/],
  },
  { name: 'copies agree on facts only', from: /^lib\/copies\//, may: [/^lib\/(env|log|copies\/)/] },
  {
    name: 'auth owns the session',
    from: /^lib\/auth\//,
    may: [
      core,
      /^lib\/(env|log|metrics|tracing|audit|copies|keystone|auth)/,
      /^lib\/openstack\/(cloud|endpoint)$/,
    ],
  },
  {
    name: 'http guards the border',
    from: /^lib\/http\//,
    may: [core, /^lib\/(env|log|metrics|tracing|audit|auth|http)/, /^lib\/openstack\/cloud$/],
  },
  {
    name: 'upload server',
    from: /^lib\/upload\/server\//,
    may: [
      core,
      /^lib\/(env|log|metrics|tracing|audit|copies|auth|glance|upload\/server)/,
      /^lib\/openstack\/(cloud|upload-stream)$/,
    ],
  },
  {
    name: 'operations watch the server',
    from: /^lib\/operations\//,
    may: [
      core,
      /^lib\/(env|log|metrics|tracing|copies|auth|keystone|glance|upload\/server|operations)/,
      /^lib\/openstack\/(cloud|circuit)$/,
    ],
  },
  {
    name: 'browser queries',
    from: /^lib\/queries\/(?!server)/,
    may: [core, /^lib\/queries\/(?!server)/],
  },
  {
    name: 'browser uploads',
    from: /^lib\/upload\/browser\//,
    may: [core, /^lib\/queries\/(?!server)/, /^lib\/upload\/browser\//],
  },
  {
    name: 'browser runs over many images',
    from: /^lib\/bulk\//,
    may: [core, /^lib\/queries\/(?!server)/, /^lib\/bulk\//],
  },
  { name: 'primitives are blind', from: /^components\/ui\//, may: [/^components\/ui\//] },
  { name: 'the kit', from: /^components\/(form|table|feedback)\//, may: [core, kit] },
  {
    name: 'routes are thin',
    from: /^app\/api\//,
    may: [
      core,
      /^lib\/(http|auth|keystone|glance|cinder|nova|operations|upload\/server|env|log)/,
      /^app\/api\//,
      /^lib\/openstack\/cloud$/,
    ],
  },
  {
    name: 'pages compose',
    from: /^app\/(?!api\/)/,
    may: [
      core,
      /^components\//,
      /^app\//,
      /^lib\/(auth|keystone|glance|gallery|queries|i18n|env)/,
      /^lib\/upload\/server\/list$/,
    ],
  },
  {
    name: 'the embedded cloud is an island',
    from: /^lib\/localcloud\//,
    may: [core, /^lib\/localcloud\//],
  },
]

const own = /^(app|components|lib|e2e)\//

describe('imports', () => {
  it.each(rules)('$name', ({ from, may, packages }) => {
    const wrong = product
      .filter(({ file }) => from.test(file))
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ target }) =>
            own.test(target)
              ? !may.some((rule) => rule.test(target))
              : packages && !packages.test(target) && !target.startsWith('.'),
          )
          .map(({ target }) => `${file} → ${target}`),
      )
    expect(wrong).toEqual([])
  })

  it('a feature knows no other feature and nothing of the server', () => {
    const wrong = product.flatMap(({ file, imports }) => {
      const feature = /^components\/([^/]+)\//.exec(file)?.[1]
      if (!feature || kit.test(file)) return []
      const may = [
        core,
        kit,
        new RegExp(`^components/${feature}/`),
        /^lib\/queries\/(?!server)/,
        /^lib\/upload\/browser\//,
        /^lib\/bulk\//,
        /^lib\/i18n\/locale$/,
      ]
      return imports
        .filter(({ target }) => own.test(target) && !may.some((rule) => rule.test(target)))
        .map(({ target }) => `${file} → ${target}`)
    })
    expect(wrong).toEqual([])
  })

  it('nobody climbs with ../', () => {
    expect(sources.filter(({ text }) => /from '\.\.\//.test(text)).map(({ file }) => file)).toEqual(
      [],
    )
  })

  it('there is no cycle', () => {
    expect(cycles()).toEqual([])
  })
})

function cycles(): string[] {
  const graph = new Map(
    product.map(({ file, imports }) => [
      file.replace(/\.tsx?$/, ''),
      imports
        .filter(({ target, isType }) => own.test(target) && !isType)
        .map(({ target }) => target),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (node: string, trail: string[]) => {
    if (state.get(node) === 'open')
      found.push([...trail.slice(trail.indexOf(node)), node].join(' → '))
    if (state.has(node)) return
    state.set(node, 'open')
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node])
    state.set(node, 'done')
  }
  for (const node of graph.keys()) visit(node, [])
  return found
}

const stops: Array<[pattern: RegExp, lines: number]> = [
  [/^app\/.*\/?(page|layout)\.tsx$/, 80],
  [/^app\/api\/.*route\.ts$/, 80],
  [/\.(test|spec)\.tsx?$/, 400],
  [/^lib\/localcloud\//, 300],
  [/^components\//, 220],
  [/^(lib|e2e)\//, 250],
]

describe('habits', () => {
  it('no file is longer than its kind may be', () => {
    const long = sources.flatMap(({ file, lines }) => {
      const stop = stops.find(([pattern]) => pattern.test(file))?.[1] ?? 250
      return lines > stop ? [`${file}: ${lines} of ${stop}`] : []
    })
    expect(long).toEqual([])
  })

  it('server files say so', () => {
    const unmarked = product.filter(
      ({ file, text }) =>
        serverSide.test(file) &&
        !/^lib\/env\.ts$/.test(file) &&
        !text.includes("import 'server-only'"),
    )
    expect(unmarked.map(({ file }) => file)).toEqual([])
  })

  it('only the environment module reads process.env', () => {
    const allowed = /^lib\/env\.ts$|^lib\/localcloud\/main\.ts$|^e2e\//
    expect(
      product
        .filter(({ file, text }) => !allowed.test(file) && text.includes('process.env'))
        .map(({ file }) => file),
    ).toEqual([])
  })

  it('fetch is called in its two places only', () => {
    const allowed = /^lib\/(openstack\/|queries\/fetch-json|localcloud\/)/
    expect(
      product
        .filter(({ file, text }) => !allowed.test(file) && /(?<![\w.])fetch\(/.test(text))
        .map(({ file }) => file),
    ).toEqual([])
  })

  it('no name says nothing', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|types|constants|index)\.tsx?$/
    expect(sources.filter(({ file }) => empty.test(file)).map(({ file }) => file)).toEqual([])
  })
})
