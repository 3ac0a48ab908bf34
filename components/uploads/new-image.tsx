'use client'

import { FilePlus2, UploadCloud } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Segmented } from '@/components/ui/segmented'
import { EmptyRecordForm } from './empty-record-form'
import { UploadForm } from './upload-form'

const ways = ['files', 'empty'] as const

/** The ways to create an image: from files, or a record without data. */
export function NewImage({ scope }: { scope: string }) {
  const t = useTranslations()
  const [way, setWay] = useQueryState('way', parseAsStringLiteral(ways).withDefault('files'))
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-1 flex-col gap-5 px-4 pt-5 sm:px-6">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-semibold text-xl">{t('uploads.form.title')}</h1>
        <Segmented
          label={t('uploads.form.ways')}
          value={way}
          onValueChange={setWay}
          options={[
            {
              value: 'files',
              label: t('uploads.form.fromFiles'),
              icon: <UploadCloud aria-hidden />,
            },
            { value: 'empty', label: t('uploads.form.empty'), icon: <FilePlus2 aria-hidden /> },
          ]}
        />
      </header>
      {way === 'files' ? <UploadForm scope={scope} /> : <EmptyRecordForm scope={scope} />}
    </div>
  )
}
