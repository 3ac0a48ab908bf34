'use client'

import { useQuery } from '@tanstack/react-query'
import { BookOpen } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId, useMemo, useRef, useState } from 'react'
import { LoadingNote } from '@/components/feedback/loading-note'
import { QueryError } from '@/components/feedback/query-error'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { SearchInput } from '@/components/ui/search-input'
import { SidePanel } from '@/components/ui/side-panel'
import { paths } from '@/lib/paths'
import { imageDefinitionsQuery } from '@/lib/queries/metadefs'
import { definedGroups, searchGroups } from '@/lib/schemas/metadef-catalogue'
import { DefinitionGroups } from './definition-groups'
import { usePicked } from './use-picked'

type Props = {
  scope: string
  /** Names the image has, or will have after saving. */
  existing: readonly string[]
  onAdd: (name: string, value: string) => void
}

/** A button that opens what the cloud says about properties, to pick some and give them values. */
export function AddFromDefinitions(props: Props) {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" icon={<BookOpen aria-hidden />} onClick={() => setOpen(true)}>
        {t('metadefs.add.open')}
      </Button>
      {isOpen && <OpenPanel {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function OpenPanel({ scope, existing, onAdd, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations()
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const definitions = useQuery(imageDefinitionsQuery(scope))
  const groups = useMemo(
    () => definedGroups(definitions.data?.namespaces ?? []),
    [definitions.data],
  )
  const [query, setQuery] = useState('')
  const picking = usePicked(existing)
  const found = searchGroups(groups, query)
  const count = found.reduce((sum, { properties }) => sum + properties.length, 0)

  const add = () => {
    const { wrong, values } = picking.check()
    if (wrong === undefined) {
      for (const [name, value] of values) onAdd(name, value)
      return onClose()
    }
    const isShown = found.some(({ properties }) => properties.some(({ name }) => name === wrong))
    if (!isShown) setQuery('')
    // The message, and maybe the row, come with the next drawing.
    requestAnimationFrame(() => focusInput(form.current, wrong))
  }

  return (
    <SidePanel
      open
      size="lg"
      onOpenChange={onClose}
      title={t('metadefs.add.title')}
      description={t('metadefs.add.lead')}
      closeLabel={t('kit.close')}
      footer={
        <>
          <Link
            href={paths.metadefs(scope)}
            className="me-auto self-center text-accent text-sm hover:underline"
          >
            {t('metadefs.add.all')}
          </Link>
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabledReason={picking.picked.size === 0 ? t('metadefs.add.nothing') : undefined}
          >
            {t('metadefs.add.submit', { count: picking.picked.size })}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        ref={form}
        noValidate
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (picking.picked.size > 0) add()
        }}
      >
        <SearchInput
          aria-label={t('metadefs.add.search')}
          placeholder={t('metadefs.add.searchHint')}
          clearLabel={t('metadefs.add.clear')}
          value={query}
          onValueChange={setQuery}
        />
        {definitions.isPending && <LoadingNote />}
        {definitions.error && (
          <QueryError error={definitions.error} onRetry={() => void definitions.refetch()} />
        )}
        {definitions.data && (
          <p role="status" className="text-ink-muted text-sm">
            {t('metadefs.add.count', { count })}
          </p>
        )}
        {definitions.data && groups.length === 0 ? (
          <EmptyState heading="h3" title={t('metadefs.add.empty')}>
            {t('metadefs.add.emptyLead')}
          </EmptyState>
        ) : (
          definitions.data && (
            <DefinitionGroups groups={found} startsOpen={query.trim() !== ''} picking={picking} />
          )
        )}
      </form>
    </SidePanel>
  )
}

function focusInput(form: HTMLFormElement | null, name: string): void {
  const row = form?.querySelector(`[data-property="${CSS.escape(name)}"]`)
  const group = row?.closest('details')
  if (group) group.open = true
  const wrong = row?.querySelector<HTMLElement>('[aria-invalid], button')
  wrong?.focus()
  wrong?.scrollIntoView({ block: 'center' })
}
