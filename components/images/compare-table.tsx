'use client'

import { clsx } from 'clsx'
import { Diff } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { Value } from '@/lib/image-changes'
import { paths } from '@/lib/paths'
import type { Image } from '@/lib/schemas/image'
import type { ComparedRow } from './compare-rows'

export type CompareGroup = {
  title: string
  rows: ReadonlyArray<ComparedRow & { label: ReactNode }>
  draw: (value: Value | undefined, key: string) => ReactNode
}

type Props = {
  scope: string
  a: Image
  b: Image
  groups: readonly CompareGroup[]
  /** Leaves out what is the same. */
  isBrief: boolean
}

/** What two images have, line by line; lines that differ are marked. */
export function CompareTable({ scope, a, b, groups, isBrief }: Props) {
  const t = useTranslations()
  const shown = groups
    .map((group) => ({ ...group, rows: group.rows.filter(({ differs }) => differs || !isBrief) }))
    .filter(({ rows }) => rows.length > 0)
  const count = groups.flatMap(({ rows }) => rows).filter(({ differs }) => differs).length
  return (
    <>
      <p role="status" className="text-ink-muted">
        {t('images.compare.count', { count })}
      </p>
      {shown.length === 0 && <Alert tone="ok">{t('images.compare.same')}</Alert>}
      {shown.length > 0 && (
        <Card>
          <Table className="min-w-160 table-fixed">
            <thead>
              <tr>
                <Th className="w-48 ps-4">{t('images.compare.what')}</Th>
                <ImageHead scope={scope} image={a} />
                <ImageHead scope={scope} image={b} />
              </tr>
            </thead>
            {shown.map((group) => (
              <GroupRows key={group.title} group={group} />
            ))}
          </Table>
        </Card>
      )}
    </>
  )
}

function ImageHead({ scope, image }: { scope: string; image: Image }) {
  const t = useTranslations()
  return (
    <Th className="whitespace-normal py-2">
      <Link
        href={paths.image(scope, image.id)}
        className="wrap-anywhere rounded-xs font-semibold text-base text-ink hover:text-accent hover:underline"
      >
        {image.name || t('images.list.unnamed')}
      </Link>
      <span className="block truncate font-mono font-normal">{image.id}</span>
    </Th>
  )
}

function GroupRows({ group }: { group: CompareGroup }) {
  const t = useTranslations()
  return (
    <tbody>
      <tr>
        <th
          scope="rowgroup"
          colSpan={3}
          className="border-line border-b bg-sunken/40 px-4 py-1.5 text-start font-semibold text-sm"
        >
          {group.title}
        </th>
      </tr>
      {group.rows.map(({ key, label, a, b, differs }) => (
        <tr
          key={key}
          className={clsx('border-line border-b last:border-b-0', differs && 'bg-warn-tint')}
        >
          <th
            scope="row"
            className="px-3 py-1.5 ps-4 text-start font-normal text-ink-muted text-sm"
          >
            <span className="flex items-center gap-1.5">
              <span className="min-w-0 flex-1">{label}</span>
              {differs && (
                <Diff
                  role="img"
                  aria-label={t('images.compare.differs')}
                  className="size-4 shrink-0 text-warn"
                />
              )}
            </span>
          </th>
          <Td className="wrap-anywhere">{group.draw(a, key)}</Td>
          <Td className="wrap-anywhere">{group.draw(b, key)}</Td>
        </tr>
      ))}
    </tbody>
  )
}
