import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'

/** The id under which the service's log knows a failed request, to copy. */
export function RequestId({ id, className }: { id: string; className?: string }) {
  const t = useTranslations()
  return (
    <p className={clsx('flex items-center gap-1 text-ink-muted text-xs', className)}>
      <span className="shrink-0">{t('kit.requestId')}</span>
      <span className="truncate font-mono" title={id}>
        {id}
      </span>
      <CopyButton
        value={id}
        label={t('kit.copy.requestId')}
        doneLabel={t('kit.copy.done')}
        failedLabel={t('kit.copy.failed')}
      />
    </p>
  )
}
