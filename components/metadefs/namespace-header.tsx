'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { CopyValue } from '@/components/feedback/copy-value'
import { saveJson } from '@/components/feedback/save-file'
import { ShowCommand } from '@/components/feedback/show-command'
import { toastDone } from '@/components/feedback/toasts'
import { Button } from '@/components/ui/button'
import { SafeText } from '@/components/ui/safe-text'
import { plainFileName } from '@/lib/commands/command'
import { paths } from '@/lib/paths'
import { deleteNamespaceMutation } from '@/lib/queries/metadefs'
import type { NamespaceDetail } from '@/lib/schemas/metadef'
import { namespaceFileOf } from '@/lib/schemas/metadef-file'
import { deleteCommand, showCommand } from './metadef-commands'
import { NamespaceForm } from './namespace-form'
import { NamespaceSwitches } from './namespace-switches'

type Props = { scope: string; space: NamespaceDetail; mayEdit: boolean }

/** What a namespace is, who sees it, and what can be done with it as a whole. */
export function NamespaceHeader({ scope, space, mayEdit }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const remove = useMutation(deleteNamespaceMutation(scope, useQueryClient()))
  const [open, setOpen] = useState<'form' | 'removal'>()
  const { namespace } = space
  const close = () => setOpen(undefined)
  const save = () =>
    saveJson(
      `${plainFileName(namespace)}.json`,
      `${JSON.stringify(namespaceFileOf(space), null, 2)}\n`,
    )
  return (
    <header className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="wrap-anywhere font-semibold text-xl">
            <SafeText text={space.display_name || namespace} />
          </h1>
          <p className="flex min-w-0 items-center gap-1">
            <code className="wrap-anywhere font-mono text-ink-muted text-sm">{namespace}</code>
            <CopyValue value={namespace} name={t('metadefs.columns.namespace')} />
          </p>
          {space.description && (
            <p className="wrap-anywhere max-w-prose text-ink-soft">
              <SafeText text={space.description} />
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <ShowCommand command={showCommand(namespace)} />
          <Button icon={<Download aria-hidden />} onClick={save}>
            {t('metadefs.file.export')}
          </Button>
          {mayEdit && (
            <>
              <Button icon={<Pencil aria-hidden />} onClick={() => setOpen('form')}>
                {t('metadefs.namespace.edit')}
              </Button>
              <Button
                icon={<Trash2 aria-hidden />}
                disabledReason={space.protected ? t('metadefs.namespace.isProtected') : undefined}
                onClick={() => setOpen('removal')}
              >
                {t('metadefs.namespace.delete')}
              </Button>
            </>
          )}
        </div>
      </div>
      <NamespaceSwitches scope={scope} space={space} mayEdit={mayEdit} />
      {open === 'form' && <NamespaceForm scope={scope} namespace={space} onClose={close} />}
      {open === 'removal' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={t('metadefs.namespace.deleteTitle')}
          objects={[{ id: namespace, name: namespace }]}
          command={deleteCommand(namespace)}
          actionLabel={t('metadefs.namespace.delete')}
          typed={namespace}
          run={({ id }) => remove.mutateAsync(id)}
          onDone={() => {
            toastDone(t('metadefs.done.removed', { name: namespace }))
            router.push(paths.metadefs(scope))
          }}
        >
          {t('metadefs.namespace.deleteLead')}
        </ConfirmDialog>
      )}
    </header>
  )
}
