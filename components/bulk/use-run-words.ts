import { useTranslations } from 'next-intl'
import type { BulkAction } from '@/lib/bulk/action'
import type { BulkRun } from '@/lib/bulk/runs'

/** How a run is told: what it does, with what, and how it stands. */
export function useRunWords() {
  const t = useTranslations()
  const failed = ({ failures }: BulkRun) =>
    failures.length > 0 ? ` · ${t('bulk.run.failedSoFar', { count: failures.length })}` : ''
  return {
    title: ({ action, total }: BulkRun) => t(`bulk.do.${action.kind}`, { count: total }),
    detail: (action: BulkAction, projectName: (id: string) => string): string | undefined => {
      switch (action.kind) {
        case 'addTags':
        case 'removeTags':
          return action.tags.join(', ')
        case 'setProperty':
          return `${action.name} = ${action.value}`
        case 'removeProperty':
          return action.name
        case 'visibility':
          return t(`kit.visibility.${action.visibility}`)
        case 'share':
          return action.projects.map(projectName).join(', ')
        case 'copy':
          return action.stores.join(', ')
        default:
          return undefined
      }
    },
    state: (run: BulkRun): string => {
      const { phase, done, total, failures, waiting } = run
      switch (phase) {
        case 'running':
          return t('bulk.run.progress', { done: done + failures.length, total }) + failed(run)
        case 'stopped':
          return t('bulk.run.stopped', { count: waiting }) + failed(run)
        case 'finished':
          return failures.length > 0
            ? t('bulk.run.outcome', { done, total, failed: failures.length })
            : t('bulk.run.allDone', { count: done })
        default:
          return t(`bulk.run.${phase}`)
      }
    },
  }
}
