'use client'

import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { SizeCell } from '@/components/table/cells'
import { Table, Td, Th, Tr } from '@/components/ui/table'
import { formatCount } from '@/lib/format'
import type { Figure } from '@/lib/schemas/review'
import type { NamedFigure } from './figure-card'
import { type Dimension, figureLink } from './links'

type Props = {
  scope: string
  madeAt: string
  label: string
  dimension: Dimension
  figures: readonly NamedFigure[]
  others?: Figure | undefined
}

/** The figures in words; each number leads to the images that it counts. */
export function FigureTable({ scope, madeAt, label, dimension, figures, others }: Props) {
  const t = useTranslations()
  const locale = useLocale()
  const number = (count: number) => formatCount(count, locale)
  return (
    <div className="thin-scroll max-h-72 overflow-y-auto border-line border-t">
      <Table aria-label={label}>
        <thead>
          <tr>
            <Th>{label}</Th>
            <Th className="text-end">{t('review.figures.shown')}</Th>
            <Th className="text-end">{t('review.figures.hidden')}</Th>
            <Th className="text-end">{t('review.figures.bytes')}</Th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => {
            const link = (isHidden: boolean) =>
              figureLink(scope, dimension, figure.key, madeAt, isHidden)
            // The list of a store is our own and holds hidden and other images together.
            const isWhole = dimension === 'store'
            return (
              <Tr key={figure.key}>
                <Td className="max-w-60 truncate" title={figure.key}>
                  {figure.name}
                </Td>
                <Td className="text-end">
                  <Counted href={link(false)} name={figure.name}>
                    {number(isWhole ? figure.count : figure.count - figure.hidden)}
                  </Counted>
                </Td>
                <Td className="text-end">
                  {figure.hidden > 0 && !isWhole ? (
                    <Counted
                      href={link(true)}
                      name={t('review.figures.hiddenOf', { name: figure.name })}
                    >
                      {number(figure.hidden)}
                    </Counted>
                  ) : (
                    number(figure.hidden)
                  )}
                </Td>
                <Td className="text-end">
                  <SizeCell bytes={figure.bytes} />
                </Td>
              </Tr>
            )
          })}
          {others && others.count > 0 && (
            <Tr>
              <Td className="text-ink-muted">{t('review.figures.others')}</Td>
              <Td className="text-end">{number(others.count - others.hidden)}</Td>
              <Td className="text-end">{number(others.hidden)}</Td>
              <Td className="text-end">
                <SizeCell bytes={others.bytes} />
              </Td>
            </Tr>
          )}
        </tbody>
      </Table>
    </div>
  )
}

type CountedProps = { href: string | undefined; name: string; children: ReactNode }

function Counted({ href, name, children }: CountedProps) {
  if (href === undefined) return children
  return (
    <Link href={href} prefetch={false} className="text-accent hover:underline">
      {children}
      <span className="sr-only"> {name}</span>
    </Link>
  )
}
