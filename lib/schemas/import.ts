import { z } from 'zod'
import { isSendableUri } from './import-uri'

/** What `GET /v2/info/import` answers. A cloud may offer methods that nobody here knows. */
export const importInfoSchema = z.object({
  'import-methods': z.looseObject({ value: z.array(z.string()).default([]) }),
})

/** The import methods of a cloud, as our own route answers them. */
export const importMethodsSchema = z.object({ methods: z.array(z.string()) })
export type ImportMethods = z.infer<typeof importMethodsSchema>

const methodSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('glance-direct') }),
  z.object({
    name: z.literal('web-download'),
    uri: z
      .string()
      .max(4096)
      .refine(isSendableUri, 'must be an http or https address without a user name or password'),
  }),
  z.object({
    name: z.literal('glance-download'),
    glance_region: z.string().min(1).max(255),
    glance_image_id: z.uuid(),
    glance_service_interface: z.enum(['public', 'internal', 'admin']).optional(),
  }),
  z.object({ name: z.literal('copy-image') }),
])
export type ImportMethod = z.infer<typeof methodSchema>

/**
 * Body of an import, in Glance's own words. `all_stores_must_succeed` false keeps what arrived when
 * a store fails; Glance's default is true.
 * Source: https://docs.openstack.org/api-ref/image/v2/#import-an-image
 */
export const importImageSchema = z
  .object({
    method: methodSchema,
    stores: z.array(z.string().min(1).max(255)).min(1).max(100).optional(),
    all_stores: z.boolean().optional(),
    all_stores_must_succeed: z.boolean().optional(),
  })
  .refine(({ stores, all_stores }) => !(stores && all_stores), {
    path: ['stores'],
    message: 'cannot be given together with all_stores',
  })
export type ImportImage = z.infer<typeof importImageSchema>

// Tasks of an image carry times without a zone, `/v2/tasks` has them with one; both are UTC.
const taskTime = z
  .string()
  .transform((time) => (/(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time.replace(' ', 'T')}Z`))

/**
 * One task of an image, with what a screen needs of it. `message` is Glance's own sentence: the
 * progress while it runs, the reason once it failed.
 */
export const imageTaskSchema = z.object({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  message: z.string().nullable().default(null),
  created_at: taskTime,
  updated_at: taskTime,
  expires_at: taskTime.nullable().default(null),
  user_id: z.string().nullable().default(null),
  request_id: z.string().nullable().default(null),
  input: z
    .object({
      import_req: z
        .object({
          method: z
            .object({
              name: z.string().optional(),
              uri: z.string().nullable().optional(),
              glance_region: z.string().nullable().optional(),
              glance_image_id: z.string().nullable().optional(),
            })
            .optional(),
          stores: z.array(z.string()).optional(),
          all_stores: z.boolean().optional(),
          all_stores_must_succeed: z.boolean().optional(),
        })
        .optional(),
      backend: z.array(z.string()).nullable().optional(),
    })
    .nullable()
    .default(null),
})
export type ImageTask = z.infer<typeof imageTaskSchema>

export const imageTasksSchema = z.object({ tasks: z.array(imageTaskSchema) })
export type ImageTasks = z.infer<typeof imageTasksSchema>
