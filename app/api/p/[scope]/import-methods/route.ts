import { listImportMethods } from '@/lib/glance/imports'
import { route } from '@/lib/http/route'

export const GET = route({}, async ({ cloud }) => ({ methods: await listImportMethods(cloud) }))
