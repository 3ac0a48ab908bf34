'use client'

import { Check } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import {
  MemberStatusCell,
  NoValue,
  SizeCell,
  StatusCell,
  TimeCell,
  VisibilityCell,
} from '@/components/table/cells'
import { SafeLines } from '@/components/ui/safe-lines'
import { formatBytes } from '@/lib/format'
import type { Value } from '@/lib/image-changes'
import type { ComparedField } from './compare-rows'
import { useOwnerName } from './use-owner-name'

const fieldWords = {
  name: 'name',
  status: 'status',
  visibility: 'visibility',
  owner: 'owner',
  protected: 'protected',
  os_hidden: 'hidden',
  disk_format: 'diskFormat',
  container_format: 'containerFormat',
  size: 'size',
  virtual_size: 'virtualSize',
  min_disk: 'minDisk',
  min_ram: 'minRam',
  os_hash_algo: 'hashAlgorithm',
  os_hash_value: 'noHash',
  checksum: 'checksum',
  stores: 'stores',
  created_at: 'created',
  updated_at: 'updated',
} as const satisfies Record<ComparedField, string>

const gibibyte = 1024 ** 3
const mebibyte = 1024 ** 2

/** How the lines of a comparison are named and their values drawn. */
export function useComparedWords(scope: string) {
  const t = useTranslations()
  const locale = useLocale()
  const ownerName = useOwnerName(scope)
  const amount = (value: Value, unit: number) =>
    typeof value === 'number' && value > 0
      ? formatBytes(value * unit, locale)
      : t('image.overview.noMinimum')

  const fieldValue = (value: Value | undefined, key: string): ReactNode => {
    if (value === undefined || value === null || value === '') return <NoValue />
    switch (key as ComparedField) {
      case 'status':
        return <StatusCell status={String(value)} />
      case 'visibility':
        return <VisibilityCell visibility={String(value)} />
      case 'owner':
        return ownerName(String(value))
      case 'protected':
      case 'os_hidden':
        return t(value === true ? 'image.overview.yes' : 'image.overview.no')
      case 'size':
      case 'virtual_size':
        return <SizeCell bytes={Number(value)} />
      // Glance counts min_disk in GiB and min_ram in MiB.
      case 'min_disk':
        return amount(value, gibibyte)
      case 'min_ram':
        return amount(value, mebibyte)
      case 'created_at':
      case 'updated_at':
        return <TimeCell time={String(value)} />
      case 'os_hash_value':
      case 'checksum':
        return <code className="font-mono text-sm">{String(value)}</code>
      default:
        return <SafeLines text={String(value)} />
    }
  }

  return {
    field: (key: ComparedField) => {
      const word = fieldWords[key]
      return word === 'hashAlgorithm'
        ? t('images.compare.hashAlgorithm')
        : t(`image.overview.${word}`)
    },
    fieldValue,
    property: (value: Value | undefined): ReactNode => {
      if (value === undefined) return <NoValue />
      return value === '' ? (
        <span className="text-ink-muted italic">{t('image.changes.empty')}</span>
      ) : (
        <SafeLines text={String(value)} />
      )
    },
    tag: (value: Value | undefined): ReactNode =>
      value === true ? (
        <Check role="img" aria-label={t('image.overview.yes')} className="size-4 text-ok" />
      ) : (
        <NoValue />
      ),
    project: (id: string): ReactNode => ownerName(id),
    member: (value: Value | undefined): ReactNode =>
      value === undefined ? <NoValue /> : <MemberStatusCell status={String(value)} />,
  }
}
