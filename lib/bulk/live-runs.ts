import type { QueryClient } from '@tanstack/react-query'
import { runsAtWork, tabCache } from '@/lib/queries/at-work'
import { learnLimit } from '@/lib/queries/image-limits'
import { changeRows } from '@/lib/queries/image-rows'
import { keys } from '@/lib/queries/keys'
import { announceSessionEnd, onSessionRenewal } from '@/lib/queries/session-end'
import { type Applied, applyAction } from './apply'
import { createRuns, type Runs, rowChangesOf } from './runs'

type Live = { runs: Runs }

let live: Live | undefined

/**
 * The runs of this tab. They live as long as the tab, so that they go on while the person walks
 * through the pages. Browser only.
 */
export function liveRuns(): Live {
  live ??= build()
  return live
}

function build(): Live {
  runsAtWork.raise()
  const runs = createRuns({
    apply: (scope, action, image) =>
      applyAction(scope, action, image).catch((error: unknown) => {
        const cache = tabCache()
        if (cache) learnLimit(cache, error)
        throw error
      }),
    wrote: (scope, results) => {
      const cache = tabCache()
      if (cache) remember(cache, scope, results)
    },
    later: (ms, work) => void setTimeout(work, ms),
    sessionEnded: announceSessionEnd,
    ended: (scope, { kind }) => {
      // A queue shows what still stands in it, and the desk counts anew.
      void tabCache()?.invalidateQueries({ queryKey: keys.review(scope) })
      // Rows that came after the deleted ones are still with Glance.
      if (kind === 'delete')
        void tabCache()?.invalidateQueries({ queryKey: [...keys.images(scope), 'list'] })
    },
  })
  onSessionRenewal(runs.signedIn)
  return { runs }
}

function remember(client: QueryClient, scope: string, results: ReadonlyMap<string, Applied>): void {
  changeRows(client, scope, rowChangesOf(results))
  // Lists that are not on the screen are asked for anew when they are next seen.
  void client.invalidateQueries({
    queryKey: [...keys.images(scope), 'list'],
    refetchType: 'none',
  })
  for (const [id, { image }] of results) {
    const queryKey = keys.image(scope, id)
    if (!client.getQueryState(queryKey)) continue
    if (image) client.setQueryData(queryKey, image)
    else void client.invalidateQueries({ queryKey })
  }
}
