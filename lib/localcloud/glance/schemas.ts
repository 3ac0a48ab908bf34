import { httpError } from './http-error'
import { dumpJson, type JsonObject } from './python-json'
import { imageSchema } from './schema-image'
import memberProperties from './schemas/member.json' with { type: 'json' }
import metadef from './schemas/metadef.json' with { type: 'json' }
import taskProperties from './schemas/task.json' with { type: 'json' }
import type { Answer, GlanceRequest } from './service'

const describedBy = { rel: 'describedby', href: '{schema}' }
const pageLinks = [{ rel: 'first', href: '{first}' }, { rel: 'next', href: '{next}' }, describedBy]
const text = { type: 'string' }

/** A list document whose pages link to each other. */
function pages(name: string, content: JsonObject, definitions?: JsonObject): JsonObject {
  return {
    name,
    properties: { [name]: content, first: text, next: text, schema: text },
    links: pageLinks,
    definitions,
  }
}

/** A list document without pages. */
function whole(name: string, item: JsonObject): JsonObject {
  return {
    name,
    properties: { [name]: { type: 'array', items: item }, schema: text },
    links: [describedBy],
  }
}

const arrayOf = (item: JsonObject): JsonObject => ({ type: 'array', items: item })

const memberSchema: JsonObject = { name: 'member', properties: memberProperties }
const taskSchema: JsonObject = { name: 'task', properties: taskProperties }
const { input: _input, result: _result, message: _message, ...briefTask } = taskProperties

const { definitions } = metadef
const propertyFields = definitions.property.additionalProperties.properties

/** An item document of the metadata definitions; keys nobody knows are refused. */
function strict(
  name: string,
  properties: JsonObject,
  required: string[],
  known?: JsonObject,
): JsonObject {
  return { name, properties, additionalProperties: false, definitions: known, required }
}

export const namespaceSchema = strict(
  'namespace',
  metadef.namespace.properties,
  metadef.namespace.required,
  definitions,
)
export const objectSchema = strict(
  'object',
  metadef.object.properties,
  metadef.object.required,
  definitions,
)
export const propertySchema = strict(
  'property',
  propertyFields,
  metadef.property.required,
  metadef.propertyDefinitions,
)
/** A property inside an object has its name as the key. */
export const namelessPropertySchema = strict(
  'property',
  propertyFields,
  ['type', 'title'],
  metadef.propertyDefinitions,
)
export const associationSchema = strict(
  'resource_type_association',
  metadef.resource_type.properties,
  metadef.resource_type.required,
)
export const tagSchema = strict('tag', metadef.tag.properties, metadef.tag.required)
/** The body that creates several tags at once. */
export const tagListSchema: JsonObject = {
  name: 'tags',
  properties: {
    tags: arrayOf({
      type: 'object',
      properties: { name: text },
      required: ['name'],
      additionalProperties: false,
    }),
  },
  additionalProperties: false,
}

/** An item document inside a list: its definitions stand at the top of the list document. */
const bare = (schema: JsonObject): JsonObject => ({ ...schema, definitions: undefined })

const documents: Record<string, JsonObject> = {
  image: imageSchema,
  images: pages('images', arrayOf(imageSchema)),
  member: memberSchema,
  members: whole('members', memberSchema),
  task: taskSchema,
  tasks: whole('tasks', { name: 'task', properties: briefTask }),
  'metadefs/namespace': namespaceSchema,
  'metadefs/namespaces': pages('namespaces', arrayOf(bare(namespaceSchema)), definitions),
  'metadefs/resource_type': associationSchema,
  'metadefs/resource_types': pages('resource_type_associations', arrayOf(associationSchema)),
  'metadefs/property': propertySchema,
  'metadefs/properties': pages(
    'properties',
    { type: 'object', additionalProperties: bare(namelessPropertySchema) },
    metadef.propertyDefinitions,
  ),
  'metadefs/object': objectSchema,
  'metadefs/objects': pages('objects', arrayOf(bare(objectSchema)), definitions),
  'metadefs/tag': tagSchema,
  'metadefs/tags': pages('tags', arrayOf(tagSchema)),
}

/** Paths below /v2/schemas/ that answer a document. */
export const schemaNames = Object.keys(documents)

/** GET /v2/schemas/{name} */
export function showSchema(request: GlanceRequest): Answer {
  const name = decodeURIComponent(request.path.replace(/^\/v2\/schemas\//, ''))
  const document = documents[name]
  if (!document) throw httpError(404)
  return { status: 200, body: dumpJson(document, true) }
}
