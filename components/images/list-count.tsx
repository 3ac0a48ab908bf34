'use client'

import { useTranslations } from 'next-intl'
import type { ImageRows } from './use-image-rows'

/** How many images there are, as far as it is known; a scan says while it is still looking. */
export function ListCount({ found }: { found: ImageRows }) {
  const t = useTranslations()
  const count = found.rows.length
  const words = () => {
    if (found.isPending || found.error) return ''
    if (found.source === 'pages')
      return t(found.isComplete ? 'images.list.count' : 'images.list.countSoFar', { count })
    return t(found.isComplete ? 'images.list.scanned' : 'images.list.scanning', {
      count,
      scanned: found.scanned,
    })
  }
  return (
    <p role="status" className="text-ink-muted tabular-nums">
      {words()}
    </p>
  )
}
