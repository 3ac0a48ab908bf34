'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { CommandDisclosure } from '@/components/feedback/command-disclosure'
import { ErrorNote } from '@/components/feedback/error-note'
import { toastDone } from '@/components/feedback/toasts'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { cacheChangeCommand } from '@/lib/commands/service-calls'
import { cacheMutation } from '@/lib/queries/operations'

/** Has one image cached, by its id. */
export function AddToCache({ scope }: { scope: string }) {
  const t = useTranslations()
  const id = useId()
  const add = useMutation(cacheMutation(scope, useQueryClient()))
  const [imageId, setImageId] = useState('')
  const asked = imageId.trim()
  const submit = () =>
    add.mutate(
      { imageId: asked, action: 'add' },
      {
        onSuccess: () => {
          setImageId('')
          toastDone(t('review.cache.added'), { description: asked })
        },
      },
    )
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (asked !== '') submit()
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1 sm:max-w-md">
          <label htmlFor={id} className="font-medium text-ink-soft text-sm">
            {t('review.cache.imageId')}
          </label>
          <Input
            id={id}
            mono
            autoComplete="off"
            spellCheck={false}
            value={imageId}
            onChange={(event) => setImageId(event.target.value)}
          />
        </div>
        <Button
          type="submit"
          loading={add.isPending}
          disabledReason={asked === '' ? t('review.cache.needsId') : undefined}
        >
          {t('review.cache.add')}
        </Button>
      </div>
      <CommandDisclosure command={asked === '' ? undefined : cacheChangeCommand('add', [asked])} />
      {add.error && <ErrorNote error={add.error} title={t('review.cache.notAdded')} />}
    </form>
  )
}
