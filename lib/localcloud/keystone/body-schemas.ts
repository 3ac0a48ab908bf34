import type { JsonObject } from '@/lib/localcloud/glance/python-json'

// Request bodies as Keystone 22 checks them: keystone/{auth,resource,identity,assignment,catalog,
// application_credential,credential}/schema.py. The sentence of a failure quotes the schema, so
// oddities (null among the flags) are kept.

const flag = { type: 'boolean', enum: [true, false, null] }
const optionalFlag = { type: ['boolean', 'null'], enum: [true, false, null] }
const text = { type: 'string' }
const nullableText = { type: ['string', 'null'] }
const id = { type: 'string', minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9-]+$' }
const nullableId = { ...id, type: ['string', 'null'] }
const name = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength, pattern: '[\\S]+' })
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
})
const closed = { additionalProperties: false }
const create = (properties: JsonObject, required: string[]) =>
  object(properties, { required, additionalProperties: true })
const update = (properties: JsonObject) =>
  object(properties, { minProperties: 1, additionalProperties: true })

const ref = object({ id: text, name: text })

export const tokenIssueSchema = object(
  {
    identity: object(
      {
        methods: { type: 'array', items: text },
        password: object({
          user: object({ id: text, name: text, password: text, domain: ref }),
        }),
        token: object({ id: text }, { required: ['id'] }),
      },
      { required: ['methods'] },
    ),
    scope: {
      type: ['object', 'string'],
      properties: {
        project: object({ name: text, id: text, domain: ref }),
        domain: ref,
        'OS-TRUST:trust': object({ id: text }),
        system: object({ all: flag }),
      },
    },
  },
  { required: ['identity'] },
)

const immutable = object({ immutable: optionalFlag }, closed)
const tag = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^,/]*$' }

export const tagSchema: JsonObject = tag
export const tagsSchema: JsonObject = {
  type: 'array',
  items: tag,
  required: [],
  maxItems: 80,
  uniqueItems: true,
}

const project = {
  description: nullableText,
  domain_id: nullableId,
  enabled: flag,
  is_domain: flag,
  parent_id: nullableId,
  name: name(64),
  tags: tagsSchema,
  options: immutable,
}
export const projectCreateSchema = create(project, ['name'])
export const projectUpdateSchema = update(project)

const domain = { description: nullableText, enabled: flag, name: name(64), tags: tagsSchema }
export const domainCreateSchema = create(domain, ['name'])
export const domainUpdateSchema = update(domain)

const rules = {
  type: ['array', 'null'],
  items: { type: 'array', items: text, minItems: 1, uniqueItems: true },
  uniqueItems: true,
}
const user = {
  default_project_id: nullableId,
  description: nullableText,
  domain_id: id,
  enabled: flag,
  federated: {
    type: 'array',
    items: object(
      {
        idp_id: text,
        protocols: {
          type: 'array',
          items: object(
            { protocol_id: text, unique_id: text },
            { required: ['protocol_id', 'unique_id'] },
          ),
          minItems: 1,
        },
      },
      { required: ['idp_id', 'protocols'] },
    ),
  },
  name: name(255),
  password: nullableText,
  options: object(
    {
      ignore_change_password_upon_first_use: optionalFlag,
      ignore_password_expiry: optionalFlag,
      ignore_lockout_failure_attempts: optionalFlag,
      lock_password: optionalFlag,
      ignore_user_inactivity: optionalFlag,
      multi_factor_auth_rules: rules,
      multi_factor_auth_enabled: optionalFlag,
    },
    closed,
  ),
}
const strayOptions = { options: { type: 'object' } }
export const userCreateSchema = { ...create(user, ['name']), ...strayOptions }
export const userUpdateSchema = { ...update(user), ...strayOptions }
export const passwordChangeSchema = object(
  { original_password: text, password: text },
  { required: ['original_password', 'password'], additionalProperties: false },
)

const group = { description: nullableText, domain_id: id, name: name(255) }
export const groupCreateSchema = create(group, ['name'])
export const groupUpdateSchema = update(group)

const role = { name: name(255), description: text, options: immutable }
export const roleCreateSchema = create(role, ['name'])
export const roleUpdateSchema = update(role)

const region = { description: nullableText, id: text, parent_region_id: nullableText }
export const regionCreateSchema = object(region, { additionalProperties: true })
export const regionUpdateSchema = update(region)

const service = {
  enabled: flag,
  name: name(255),
  type: { type: 'string', minLength: 1, maxLength: 255 },
}
export const serviceCreateSchema = create(service, ['type'])
export const serviceUpdateSchema = update(service)

const endpoint = {
  enabled: flag,
  interface: { type: 'string', enum: ['admin', 'internal', 'public'] },
  region_id: text,
  region: text,
  service_id: text,
  url: { type: 'string', minLength: 0, maxLength: 225, pattern: '^[a-zA-Z0-9+.-]+:.+' },
}
export const endpointCreateSchema = create(endpoint, ['interface', 'service_id', 'url'])
export const endpointUpdateSchema = update(endpoint)

export const applicationCredentialCreateSchema = create(
  {
    name: name(255),
    description: nullableText,
    secret: { type: ['null', 'string'] },
    expires_at: { type: ['null', 'string'] },
    roles: {
      type: 'array',
      items: object(
        { id, name: name(255) },
        { minProperties: 1, maxProperties: 1, additionalProperties: false },
      ),
    },
    unrestricted: flag,
    access_rules: {
      type: 'array',
      items: object(
        {
          path: { type: 'string', minLength: 0, maxLength: 225, pattern: '^\\/.*' },
          method: { type: 'string', pattern: '^(POST|GET|HEAD|PATCH|PUT|DELETE)$' },
          service: id,
          id,
        },
        closed,
      ),
    },
  },
  ['name'],
)

const credential = { blob: text, project_id: text, type: text, user_id: text }
export const credentialCreateSchema = object(credential, {
  additionalProperties: true,
  oneOf: [
    {
      title: 'ec2 credential requires project_id',
      required: ['blob', 'type', 'user_id', 'project_id'],
      properties: { type: { enum: ['ec2'] } },
    },
    {
      title: 'non-ec2 credential does not require project_id',
      required: ['blob', 'type', 'user_id'],
      properties: { type: { not: { enum: ['ec2'] } } },
    },
  ],
})
export const credentialUpdateSchema = object(
  { blob: text },
  { additionalProperties: false, required: ['blob'] },
)
