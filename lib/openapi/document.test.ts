import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from './document'
import { operations } from './operations'

const api = path.resolve(import.meta.dirname, '../../app/api')
const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']

// next-auth's own handler speaks to its own client only.
const routes = readdirSync(api, { recursive: true, encoding: 'utf8' }).filter(
  (file) => path.basename(file) === 'route.ts' && !file.startsWith('auth/'),
)

function handlersOf(file: string): string[] {
  const text = readFileSync(path.join(api, file), 'utf8')
  const declared = [...text.matchAll(/^export (?:const|async function|function) ([A-Z]+)\b/gm)]
  const renamed = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    [...list.matchAll(/([A-Z]+)\s*(?:,|$)/g)].map(([, name]) => name),
  )
  return [...declared.map(([, name]) => name), ...renamed].flatMap((name) =>
    name && methods.includes(name) ? [`${name} ${addressOf(file)}`] : [],
  )
}

/** The folder as OpenAPI spells it; what may be left out stays out, to be compared by its stem. */
function addressOf(file: string): string {
  const folder = path.dirname(file).replace(/\/\[\[\.\.\.\w+\]\]$/, '')
  return `/api/${folder.replace(/\[(\w+)\]/g, '{$1}')}`
}

describe('openApiDocument', () => {
  it('describes every handler of every route, and none that is not there', () => {
    const described = operations.map(
      ({ method, path: address }) =>
        `${method.toUpperCase()} ${address.replace('/uploads/{uploadId}', '/uploads')}`,
    )
    expect([...new Set(described)].sort()).toEqual(routes.flatMap(handlersOf).sort())
  })

  it('refers to schemas that it holds, and is plain JSON', () => {
    const document = openApiDocument()
    const text = JSON.stringify(document)
    const { schemas } = document.components as { schemas: Record<string, unknown> }
    const wanted = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name)
    expect(wanted.filter((name) => !Object.hasOwn(schemas, name ?? ''))).toEqual([])
    expect(Object.keys(schemas).filter((name) => JSON.stringify(schemas[name]) === '{}')).toEqual(
      [],
    )
    expect(JSON.parse(text)).toEqual(document)
  })

  it('says what may be sent: the fields of a new image, and texts for all others', () => {
    const { schemas } = openApiDocument().components as { schemas: Record<string, object> }
    expect(schemas.CreateImage).toMatchObject({
      type: 'object',
      properties: { visibility: { enum: ['private', 'shared', 'community', 'public'] } },
      additionalProperties: { type: 'string' },
    })
  })

  it('gives every operation a name of its own', () => {
    const paths = openApiDocument().paths as Record<string, Record<string, { operationId: string }>>
    const names = Object.values(paths).flatMap((methodsOf) =>
      Object.values(methodsOf).map(({ operationId }) => operationId),
    )
    expect(new Set(names).size).toBe(operations.length)
  })
})
