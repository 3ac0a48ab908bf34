'use client'

import { useQuery } from '@tanstack/react-query'
import { FileUp, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { useMemo, useState } from 'react'
import { QueryError } from '@/components/feedback/query-error'
import { ShowCommand } from '@/components/feedback/show-command'
import { DataTable } from '@/components/table/data-table'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchInput } from '@/components/ui/search-input'
import { Segmented } from '@/components/ui/segmented'
import { useAddress } from '@/components/ui/use-address'
import { paths } from '@/lib/paths'
import { namespacesQuery } from '@/lib/queries/metadefs'
import type { Namespace } from '@/lib/schemas/metadef'
import { ImportNamespace } from './import-namespace'
import { listCommand } from './metadef-commands'
import { useNamespaceColumns } from './namespace-columns'
import { NamespaceForm } from './namespace-form'

type Props = {
  scope: string
  /** Offers what only administrators can do. A hint: the cloud itself decides. */
  isAdmin: boolean
}

const choices = ['all', 'public', 'private'] as const
const parsers = {
  q: parseAsString.withDefault(''),
  visibility: parseAsStringLiteral(choices).withDefault('all'),
}

/** All namespaces of metadata definitions; administrators make and import new ones here. */
export function NamespaceList({ scope, isAdmin }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const { data, error, isPending, isFetching, refetch } = useQuery(namespacesQuery(scope))
  const [{ q, visibility: shown }, setAddress] = useAddress(parsers)
  // The address follows what is typed; a text field cannot wait for it.
  const [text, setText] = useState(q)
  const [adding, setAdding] = useState<'form' | 'file'>()
  const rows = useMemo(() => matching(data?.namespaces ?? [], text, shown), [data, text, shown])
  const columns = useNamespaceColumns(scope)
  const open = (namespace: string) => router.push(paths.metadef(scope, namespace))
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-4 p-4 md:px-6">
      <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="font-semibold text-xl">{t('metadefs.list.title')}</h1>
          <p className="text-ink-muted">{t('metadefs.list.lead')}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <ShowCommand command={listCommand()} />
          {isAdmin && (
            <>
              <Button icon={<FileUp aria-hidden />} onClick={() => setAdding('file')}>
                {t('metadefs.list.import')}
              </Button>
              <Button
                variant="primary"
                icon={<Plus aria-hidden />}
                onClick={() => setAdding('form')}
              >
                {t('metadefs.list.create')}
              </Button>
            </>
          )}
        </div>
      </header>
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          className="max-w-80"
          aria-label={t('metadefs.list.search')}
          placeholder={t('metadefs.list.search')}
          clearLabel={t('metadefs.add.clear')}
          value={text}
          onValueChange={(next) => {
            setText(next)
            setAddress({ q: next })
          }}
        />
        <Segmented
          label={t('metadefs.visibility.label')}
          value={shown}
          onValueChange={(visibility) => setAddress({ visibility })}
          options={choices.map((value) => ({ value, label: t(`metadefs.visibility.${value}`) }))}
        />
        <p role="status" className="text-ink-muted text-sm">
          {data && t('metadefs.list.count', { count: rows.length })}
        </p>
      </div>
      {error ? (
        <QueryError error={error} retrying={isFetching} onRetry={() => void refetch()} />
      ) : (
        <DataTable<Namespace>
          label={t('metadefs.list.title')}
          columns={columns}
          rows={rows}
          rowId={rowId}
          rowName={rowId}
          total={rows.length}
          isLoading={isPending}
          onOpen={({ namespace }) => open(namespace)}
          takesPageKeys
          empty={
            <EmptyState heading="h2" title={t('metadefs.list.none')}>
              {t('metadefs.list.noneLead')}
            </EmptyState>
          }
        />
      )}
      {adding === 'form' && (
        <NamespaceForm scope={scope} onClose={() => setAdding(undefined)} onSaved={open} />
      )}
      {adding === 'file' && (
        <ImportNamespace scope={scope} onClose={() => setAdding(undefined)} onSaved={open} />
      )}
    </div>
  )
}

const rowId = ({ namespace }: Namespace) => namespace

function matching(
  all: readonly Namespace[],
  text: string,
  shown: (typeof choices)[number],
): Namespace[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter((one) => {
    const types = (one.resource_type_associations ?? []).map(({ name }) => name)
    const held = [one.namespace, one.display_name, one.description, ...types]
      .join(' ')
      .toLowerCase()
    return (
      (shown === 'all' || one.visibility === shown) && words.every((word) => held.includes(word))
    )
  })
}
