import { HydrationBoundary } from '@tanstack/react-query'
import { getTranslations } from 'next-intl/server'
import { GalleryBroken } from '@/components/gallery/gallery-broken'
import { GalleryList } from '@/components/gallery/gallery-list'
import { requireCloud } from '@/lib/auth/cloud'
import { readGallery } from '@/lib/gallery/read'
import { listImportMethods } from '@/lib/glance/imports'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { importMethodsQuery } from '@/lib/queries/imports'
import { prefetch } from '@/lib/queries/server'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('imports.gallery.title') }
}

export default async function GalleryPage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const { cloud } = await requireCloud(scope, paths.gallery(scope))
  const [state, gallery] = await Promise.all([
    prefetch(importMethodsQuery(scope), async () => ({ methods: await listImportMethods(cloud) })),
    readGallery().catch(() => undefined),
  ])
  if (!gallery) return <GalleryBroken />
  return (
    <HydrationBoundary state={state}>
      <GalleryList scope={scope} images={gallery.images} />
    </HydrationBoundary>
  )
}
