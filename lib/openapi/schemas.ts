import { z } from 'zod'
import {
  createImageSchema,
  imageRowSchema,
  imageSchema,
  patchImageSchema,
} from '@/lib/schemas/image'
import { imageTasksSchema, importImageSchema, importMethodsSchema } from '@/lib/schemas/import'
import { imageFormatsSchema, storesSchema } from '@/lib/schemas/info'
import {
  addMemberSchema,
  memberListSchema,
  memberSchema,
  setMemberStatusSchema,
} from '@/lib/schemas/member'
import {
  associationSchema,
  definedNamespacesSchema,
  definitionSchema,
  metadefObjectSchema,
  namespaceDetailSchema,
  namespaceListSchema,
  namespaceSchema,
  resourceTypesSchema,
} from '@/lib/schemas/metadef'
import {
  associationBodySchema,
  metadefObjectBodySchema,
  metadefPropertyBodySchema,
  namespaceBodySchema,
  namespaceFileSchema,
} from '@/lib/schemas/metadef-body'
import type { PendingOffers } from '@/lib/schemas/offers'
import {
  imageCacheSchema,
  storeDetailsSchema,
  taskDetailSchema,
  taskPageSchema,
  usageSchema,
} from '@/lib/schemas/operations'
import { problemSchema } from '@/lib/schemas/problem'
import { projectListSchema } from '@/lib/schemas/project'
import { queueEventSchema, reviewEventSchema } from '@/lib/schemas/review'
import { scanEventSchema } from '@/lib/schemas/scan'
import {
  imageServersSchema,
  madeImageSchema,
  serverImageSchema,
  serversSchema,
  volumeImageSchema,
  volumesSchema,
} from '@/lib/schemas/source'
import { uploadListSchema, uploadStatusSchema, uploadUpdateSchema } from '@/lib/schemas/upload'

/** What a browser or a script may send: described as it goes in. */
export const bodySchemas = {
  CreateImage: createImageSchema,
  PatchImage: patchImageSchema,
  ImportImage: importImageSchema,
  AddMember: addMemberSchema,
  SetMemberStatus: setMemberStatusSchema,
  Namespace: namespaceBodySchema,
  NamespaceFile: namespaceFileSchema,
  MetadefProperty: metadefPropertyBodySchema,
  MetadefObject: metadefObjectBodySchema,
  Association: associationBodySchema,
  UploadUpdate: uploadUpdateSchema,
  VolumeImage: volumeImageSchema,
  ServerImage: serverImageSchema,
} as const satisfies Record<string, z.ZodType>
export type BodyName = keyof typeof bodySchemas

/** What the routes answer: described as it comes out. */
export const answerSchemas = {
  Image: imageSchema,
  ImageRow: imageRowSchema,
  ScanEvent: scanEventSchema,
  ReviewEvent: reviewEventSchema,
  QueueEvent: queueEventSchema,
  Member: memberSchema,
  MemberList: memberListSchema,
  PendingOffers: z.object({
    pending: z.number(),
    scanned: z.number(),
  }) satisfies z.ZodType<PendingOffers>,
  ImportMethods: importMethodsSchema,
  ImageTasks: imageTasksSchema,
  ImageFormats: imageFormatsSchema,
  Stores: storesSchema,
  StoreDetails: storeDetailsSchema,
  ImageCache: imageCacheSchema,
  TaskPage: taskPageSchema,
  TaskDetail: taskDetailSchema,
  Usage: usageSchema,
  ProjectList: projectListSchema,
  DefinedNamespaces: definedNamespacesSchema,
  NamespaceList: namespaceListSchema,
  NamespaceDetail: namespaceDetailSchema,
  NamespaceFields: namespaceSchema,
  Definition: definitionSchema,
  MetadefObjectFields: metadefObjectSchema,
  AssociationFields: associationSchema,
  ResourceTypes: resourceTypesSchema,
  Volumes: volumesSchema,
  Servers: serversSchema,
  ImageServers: imageServersSchema,
  MadeImage: madeImageSchema,
  UploadList: uploadListSchema,
  UploadStatus: uploadStatusSchema,
  Problem: problemSchema,
} as const satisfies Record<string, z.ZodType>
export type AnswerName = keyof typeof answerSchemas
