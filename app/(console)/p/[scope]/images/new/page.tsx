import { HydrationBoundary } from '@tanstack/react-query'
import { getTranslations } from 'next-intl/server'
import { NewImage } from '@/components/uploads/new-image'
import { requireCloud } from '@/lib/auth/cloud'
import { readGallery } from '@/lib/gallery/read'
import { listImportMethods } from '@/lib/glance/imports'
import { isAdmin } from '@/lib/image-rules'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { importMethodsQuery } from '@/lib/queries/imports'
import { prefetch } from '@/lib/queries/server'
import { galleryRecord } from '@/lib/schemas/gallery-record'

type Props = {
  params: Promise<{ scope: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata() {
  return { title: (await getTranslations())('uploads.form.title') }
}

export default async function NewImagePage({ params, searchParams }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const { cloud, project } = await requireCloud(scope, paths.newImage(scope))
  const state = await prefetch(importMethodsQuery(scope), async () => ({
    methods: await listImportMethods(cloud),
  }))
  const like = await galleryImage((await searchParams).like)
  const hints = {
    canSetOwner: isAdmin(project),
    hasVolumes: cloud.volumeUrl !== undefined,
    hasServers: cloud.computeUrl !== undefined,
    otherRegions: project.regions.filter((region) => region !== project.region),
    like,
  }
  return (
    <HydrationBoundary state={state}>
      <NewImage scope={scope} hints={hints} />
    </HydrationBoundary>
  )
}

// The image of the gallery that the address names; a wrong name or a broken gallery prefills nothing.
async function galleryImage(id: string | string[] | undefined) {
  if (typeof id !== 'string') return undefined
  const gallery = await readGallery().catch(() => undefined)
  const found = gallery?.images.find((image) => image.id === id)
  return found && { name: found.name, url: found.url, record: galleryRecord(found) }
}
