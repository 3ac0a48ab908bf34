'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { CopyValue } from '@/components/feedback/copy-value'
import { Card, CardHeader } from '@/components/ui/card'
import { imageQuery } from '@/lib/queries/images'

type Props = { scope: string; imageId: string }

/** The image as Glance answers it, to copy. */
export function ImageJson({ scope, imageId }: Props) {
  const t = useTranslations()
  const { data: image } = useQuery(imageQuery(scope, imageId))
  if (!image) return null
  const text = JSON.stringify(image, null, 2)
  return (
    <Card>
      <CardHeader
        title={t('image.json.title')}
        actions={<CopyValue value={text} name="JSON" size="sm" />}
      />
      <section
        aria-label={t('image.json.label')}
        // Scrolls sideways, which must be possible by keyboard too.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs focus
        tabIndex={0}
        className="thin-scroll overflow-x-auto rounded-b-lg"
      >
        <pre className="w-fit min-w-full p-4 font-mono text-ink-soft text-sm" translate="no">
          {text}
        </pre>
      </section>
    </Card>
  )
}
