import { HydrationBoundary } from '@tanstack/react-query'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { SessionGuard } from '@/components/auth/session-guard'
import { UserMenu } from '@/components/auth/user-menu'
import { RunDock } from '@/components/bulk/run-dock'
import { CloudAddressProvider } from '@/components/feedback/cloud-address'
import { NoEntry } from '@/components/shell/no-entry'
import { SideNavigation } from '@/components/shell/side-navigation'
import { TopBar } from '@/components/shell/top-bar'
import { UploadDock } from '@/components/uploads/upload-dock'
import { requireCloud } from '@/lib/auth/cloud'
import { readSession, viewerOf } from '@/lib/auth/session'
import { isAppError } from '@/lib/errors'
import { knownPendingOffers } from '@/lib/glance/offers'
import { formatScope, parseScope, paths } from '@/lib/paths'
import { pendingOffersQuery } from '@/lib/queries/members'
import { prefetch } from '@/lib/queries/server'
import { uploadsQuery } from '@/lib/queries/uploads'
import { uploadListHere } from '@/lib/upload/server/list'
import { navigationCookie } from '@/lib/view-memory'

type Props = { children: ReactNode; params: Promise<{ scope: string }> }

/** The signed-in frame. A project that cannot be entered still gets a frame to leave it by. */
export default async function ConsoleLayout({ children, params }: Props) {
  const scope = formatScope(parseScope((await params).scope))
  const session = await readSession()
  if (!session) redirect(paths.login(paths.images(scope)))
  const opened = await requireCloud(scope, paths.images(scope)).catch((error: unknown) => {
    if (isAppError(error))
      return { problem: { code: error.code, detail: error.detail, requestId: error.requestId } }
    throw error
  })
  const project = 'project' in opened ? opened.project : undefined
  const isCollapsed = (await cookies()).get(navigationCookie)?.value === 'collapsed'
  const cloud = 'cloud' in opened ? opened.cloud : undefined
  const [offers, uploads] = await Promise.all([
    prefetch(pendingOffersQuery(scope), async () => cloud && knownPendingOffers(cloud)),
    prefetch(uploadsQuery(scope), async () => cloud && uploadListHere(cloud)),
  ])
  return (
    <SessionGuard viewer={viewerOf(session)}>
      <div className="flex h-dvh flex-col">
        <TopBar
          scope={scope}
          project={project}
          account={<UserMenu viewer={viewerOf(session)} project={project} />}
        />
        <div className="flex min-h-0 flex-1 max-md:flex-col">
          <HydrationBoundary state={offers}>
            <SideNavigation
              scope={scope}
              startsCollapsed={isCollapsed}
              isAdmin={cloud?.roles.includes('admin') ?? false}
            />
          </HydrationBoundary>
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col overflow-auto">
            {'problem' in opened ? (
              <NoEntry problem={opened.problem} />
            ) : (
              <CloudAddressProvider imageUrl={opened.project.address.imageUrl}>
                {children}
              </CloudAddressProvider>
            )}
          </main>
        </div>
        <RunDock />
        {cloud && (
          <HydrationBoundary state={uploads}>
            <UploadDock scope={scope} />
          </HydrationBoundary>
        )}
      </div>
    </SessionGuard>
  )
}
