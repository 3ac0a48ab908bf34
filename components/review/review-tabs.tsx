'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { TabLink, TabNav } from '@/components/ui/tabs'
import { paths } from '@/lib/paths'

const tabs = [
  { name: 'review', to: paths.review },
  { name: 'stores', to: paths.stores },
  { name: 'cache', to: paths.cache },
  { name: 'tasks', to: paths.tasks },
  { name: 'usage', to: paths.usage },
] as const

/** The parts of the administrators' desk. */
export function ReviewTabs({ scope }: { scope: string }) {
  const t = useTranslations()
  const here = usePathname()
  return (
    <TabNav label={t('review.tabs.label')}>
      {tabs.map(({ name, to }) => (
        <TabLink key={name} active={here === to(scope)}>
          <Link href={to(scope)}>{t(`review.tabs.${name}`)}</Link>
        </TabLink>
      ))}
    </TabNav>
  )
}
