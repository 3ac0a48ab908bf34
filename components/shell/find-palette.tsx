'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useParams, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { eventually, onDemand } from '@/components/ui/on-demand'
import { paths } from '@/lib/paths'
import { useAppleKeys } from './use-apple-keys'
import { useGlobalKeys } from './use-global-keys'

const palette = onDemand(() => import('./palette'))
const Palette = dynamic(() => palette.want().then((code) => code.Palette), { ssr: false })
const KeyboardMap = dynamic(
  () => eventually(() => import('./keyboard-map')).then((code) => code.KeyboardMap),
  {
    ssr: false,
  },
)

/** The search over everything, its key, and the other keys of the whole console. */
export function FindPalette({ scope, isAdmin }: { scope: string; isAdmin: boolean }) {
  const t = useTranslations()
  const router = useRouter()
  const { imageId } = useParams<{ imageId?: string }>()
  const [shows, setShows] = useState<'palette' | 'keys'>()
  const isApple = useAppleKeys()
  useGlobalKeys({
    onFind: () => setShows('palette'),
    singles: {
      '?': () => setShows('keys'),
      u: () => router.push(paths.newImage(scope)),
      ...(imageId && {
        e: () => router.push(paths.imageEdit(scope, imageId), { scroll: false }),
        s: () => router.push(paths.imageMembers(scope, imageId)),
      }),
    },
  })
  return (
    <>
      <Button
        variant="secondary"
        icon={<Search aria-hidden className="size-4" />}
        aria-keyshortcuts="Control+K Meta+K"
        className="text-ink-muted"
        onPointerEnter={() => void palette.want()}
        onFocus={() => void palette.want()}
        onClick={() => setShows('palette')}
      >
        <span className="max-md:sr-only">{t('shell.find.open')}</span>
        <Kbd className="max-md:hidden">{isApple ? '⌘ K' : 'Ctrl K'}</Kbd>
      </Button>
      {shows === 'palette' && (
        <Palette
          scope={scope}
          isAdmin={isAdmin}
          imageId={imageId}
          onClose={() => setShows(undefined)}
          onKeys={() => setShows('keys')}
        />
      )}
      {shows === 'keys' && <KeyboardMap open onOpenChange={() => setShows(undefined)} />}
    </>
  )
}
