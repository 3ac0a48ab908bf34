'use client'

import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'

type CopyValueProps = {
  value: string
  /** What it is, in words that follow "Copy": "image ID". */
  name: string
  size?: 'xs' | 'sm' | 'md'
  className?: string
}

/** A copy button with its words. */
export function CopyValue({ value, name, size = 'xs', className }: CopyValueProps) {
  const t = useTranslations()
  return (
    <CopyButton
      value={value}
      size={size}
      className={className}
      label={t('kit.copy.value', { name })}
      doneLabel={t('kit.copy.done')}
      failedLabel={t('kit.copy.failed')}
    />
  )
}
