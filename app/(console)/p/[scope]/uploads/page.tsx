import { getTranslations } from 'next-intl/server'
import { UploadsPage } from '@/components/uploads/uploads-page'
import { requireCloud } from '@/lib/auth/cloud'
import { formatScope, parseScope, paths } from '@/lib/paths'

type Props = { params: Promise<{ scope: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations())('uploads.title') }
}

export default async function Uploads({ params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  await requireCloud(scope, paths.uploads(scope))
  return <UploadsPage scope={scope} />
}
