import { getTranslations } from 'next-intl/server'
import { NewImage } from '@/components/uploads/new-image'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('uploads.form.title') }
}

export default async function NewImagePage({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  await requireCloud(scope, paths.newImage(scope))
  return <NewImage scope={scope} />
}
