'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Disc3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { ErrorNote } from '@/components/feedback/error-note'
import { LoadingNote } from '@/components/feedback/loading-note'
import { SafeText } from '@/components/ui/safe-text'
import { isAppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { imageFindQuery, stopImageFind } from '@/lib/queries/image-scan'
import { imageQuery } from '@/lib/queries/images'
import { PaletteGroup, PaletteItem } from './palette-item'

type Props = {
  scope: string
  typed: string
  onGo: (path: string) => void
  /** Told the first image of a search, so that Enter opens it. */
  onFound: (value: string) => void
}

const most = 8
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

/** Images by a part of their name, looked for by the server; or by an id, alone or in an address. */
export function PaletteImages({ scope, typed, onGo, onFound }: Props) {
  const t = useTranslations()
  const client = useQueryClient()
  const words = useSettled(typed.trim())
  const id = uuid.exec(words)?.[0].toLowerCase()
  const byId = useQuery({ ...imageQuery(scope, id ?? ''), enabled: id !== undefined, retry: false })
  const found = useQuery({
    ...imageFindQuery(scope, words),
    enabled: words.length > 1 && id === undefined,
  })
  const rows = id === undefined ? (found.data?.images ?? []) : byId.data ? [byId.data] : []
  const isEnough = rows.length >= most && found.isFetching
  useEffect(() => {
    if (isEnough) stopImageFind(client, scope, words)
  }, [isEnough, client, scope, words])
  const first = words.length > 1 ? rows[0]?.id : undefined
  const tell = useEffectEvent(onFound)
  useEffect(() => {
    if (first !== undefined) tell(itemOf(first))
  }, [first])
  if (words.length < 2) return null
  const { error } = id === undefined ? found : byId
  if (rows.length === 0) {
    if (isAppError(error) && error.code !== 'not_found') return <ErrorNote error={error} />
    return found.isFetching || byId.isFetching ? (
      <LoadingNote className="px-2 py-1.5 text-ink-muted">{t('shell.find.looking')}</LoadingNote>
    ) : null
  }
  return (
    <PaletteGroup heading={t('shell.find.images')} isFound>
      {rows.slice(0, most).map((image) => (
        <PaletteItem
          key={image.id}
          value={itemOf(image.id)}
          icon={Disc3}
          hint={<code className="font-mono text-xs">{image.id.slice(0, 8)}</code>}
          isFound
          onSelect={() => onGo(paths.image(scope, image.id))}
        >
          {image.name ? <SafeText text={image.name} /> : image.id}
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}

function itemOf(imageId: string): string {
  return `image ${imageId}`
}

/** The text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 200)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
