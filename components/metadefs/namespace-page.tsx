'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { LoadingNote } from '@/components/feedback/loading-note'
import { QueryError } from '@/components/feedback/query-error'
import { paths } from '@/lib/paths'
import { namespaceQuery } from '@/lib/queries/metadefs'
import { NamespaceHeader } from './namespace-header'
import { NamespaceParts } from './namespace-parts'

type Props = {
  scope: string
  namespace: string
  /** Offers what only administrators can do. A hint: the cloud itself decides. */
  isAdmin: boolean
}

/** One namespace of metadata definitions with all its parts. */
export function NamespacePage({ scope, namespace, isAdmin }: Props) {
  const t = useTranslations()
  const { data, error, isFetching, refetch } = useQuery(namespaceQuery(scope, namespace))
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-4 p-4 md:px-6">
      <Link
        href={paths.metadefs(scope)}
        className="flex w-fit items-center gap-1.5 text-ink-muted text-sm hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t('metadefs.list.title')}
      </Link>
      {data && (
        <>
          <NamespaceHeader scope={scope} space={data} mayEdit={isAdmin} />
          <NamespaceParts scope={scope} space={data} mayEdit={isAdmin} />
        </>
      )}
      {!data && <h1 className="font-semibold text-xl">{namespace}</h1>}
      {!data && error && (
        <QueryError error={error} retrying={isFetching} onRetry={() => void refetch()} />
      )}
      {!data && !error && <LoadingNote />}
    </div>
  )
}
