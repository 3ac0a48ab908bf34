'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { TabLink, TabNav } from '@/components/ui/tabs'
import { paths } from '@/lib/paths'

const tabs = [
  { name: 'overview', to: paths.image },
  { name: 'properties', to: paths.imageProperties },
  { name: 'members', to: paths.imageMembers },
  { name: 'stores', to: paths.imageStores },
  { name: 'tasks', to: paths.imageTasks },
  { name: 'json', to: paths.imageJson },
] as const

/** The parts of an image, each with its own address. The edit panel lies over the overview. */
export function ImageTabs({ scope, imageId }: { scope: string; imageId: string }) {
  const t = useTranslations()
  const here = usePathname()
  const isHere = (path: string) =>
    here === path || (path === paths.image(scope, imageId) && here === `${path}/edit`)
  return (
    <TabNav label={t('image.tabs.label')}>
      {tabs.map(({ name, to }) => (
        <TabLink key={name} active={isHere(to(scope, imageId))}>
          <Link href={to(scope, imageId)}>{t(`image.tabs.${name}`)}</Link>
        </TabLink>
      ))}
    </TabNav>
  )
}
