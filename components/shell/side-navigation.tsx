'use client'

import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import {
  Activity,
  BookOpen,
  ClipboardCheck,
  Images,
  Inbox,
  Library,
  type LucideIcon,
  PanelLeftClose,
  PanelLeftOpen,
  UploadCloud,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { paths } from '@/lib/paths'
import { pendingOffersQuery } from '@/lib/queries/members'
import { navigationCookie, rememberView } from '@/lib/view-memory'

type Props = {
  scope: string
  startsCollapsed: boolean
  /** Shows what only administrators can use. A hint: the cloud itself decides. */
  isAdmin: boolean
}

/** The sections of a project. Collapses to icons; on a phone it lies along the bottom. */
export function SideNavigation({ scope, startsCollapsed, isAdmin }: Props) {
  const t = useTranslations()
  const [isCollapsed, setCollapsed] = useState(startsCollapsed)
  const { data } = useQuery(pendingOffersQuery(scope))
  const pending = data?.pending ?? 0
  const toggle = () => {
    setCollapsed(!isCollapsed)
    rememberView(navigationCookie, isCollapsed ? 'open' : 'collapsed')
  }
  return (
    <nav
      aria-label={t('shell.nav.label')}
      className={clsx(
        'flex shrink-0 gap-1 border-line bg-panel p-2',
        'max-md:order-last max-md:border-t md:flex-col md:border-e',
        isCollapsed ? 'md:w-14' : 'md:w-52',
      )}
    >
      <Section
        href={paths.images(scope)}
        icon={Images}
        label={t('shell.nav.images')}
        isCollapsed={isCollapsed}
      />
      <Section
        href={paths.shared(scope)}
        icon={Inbox}
        label={t('shell.nav.shared')}
        isCollapsed={isCollapsed}
      >
        {pending > 0 && (
          <Badge tone="busy">
            <span aria-hidden>{pending >= 100 ? '99+' : pending}</span>
            <span className="sr-only">{t('shell.nav.sharedPending', { count: pending })}</span>
          </Badge>
        )}
      </Section>
      <Section
        href={paths.gallery(scope)}
        icon={Library}
        label={t('imports.gallery.nav')}
        isCollapsed={isCollapsed}
      />
      <Section
        href={paths.uploads(scope)}
        icon={UploadCloud}
        label={t('shell.nav.uploads')}
        isCollapsed={isCollapsed}
      />
      {isAdmin && (
        <Section
          href={paths.review(scope)}
          also={[paths.stores, paths.cache, paths.tasks, paths.usage].map((to) => to(scope))}
          icon={ClipboardCheck}
          label={t('shell.nav.review')}
          isCollapsed={isCollapsed}
        />
      )}
      {isAdmin && (
        <Section
          href={paths.metadefs(scope)}
          icon={BookOpen}
          label={t('metadefs.nav')}
          isCollapsed={isCollapsed}
        />
      )}
      {isAdmin && (
        <Section
          href={paths.system(scope)}
          icon={Activity}
          label={t('shell.nav.system')}
          isCollapsed={isCollapsed}
        />
      )}
      <div className="mt-auto max-md:hidden">
        <IconButton
          label={isCollapsed ? t('shell.nav.expand') : t('shell.nav.collapse')}
          onClick={toggle}
        >
          {isCollapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </IconButton>
      </div>
    </nav>
  )
}

type SectionProps = {
  href: string
  /** Other addresses of the same section. */
  also?: readonly string[]
  icon: LucideIcon
  label: string
  isCollapsed: boolean
  children?: React.ReactNode
}

function Section({ href, also = [], icon: Icon, label, isCollapsed, children }: SectionProps) {
  const pathname = usePathname()
  const isHere = [href, ...also].some(
    (path) => pathname === path || pathname.startsWith(`${path}/`),
  )
  return (
    <Link
      href={href}
      prefetch={false}
      title={isCollapsed ? label : undefined}
      aria-current={isHere ? 'page' : undefined}
      className={clsx(
        'flex h-9 items-center gap-3 rounded px-2.5 text-ink-soft hover:bg-sunken',
        'aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={clsx('truncate max-sm:sr-only', isCollapsed && 'md:sr-only')}>{label}</span>
      {children && <span className="ms-auto">{children}</span>}
    </Link>
  )
}
