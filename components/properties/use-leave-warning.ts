import { useTranslations } from 'next-intl'
import { useEffect } from 'react'

/**
 * Asks before unsaved work is lost: by the browser's own question when the page is closed or
 * reloaded, by a plain one when a link inside the page is followed.
 */
export function useLeaveWarning(isActive: boolean) {
  const t = useTranslations()
  const question = t('properties.pending.leave')
  useEffect(() => {
    if (!isActive) return
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0
      if (!link || opensElsewhere || link.hasAttribute('download')) return
      if (link.getAttribute('target') === '_blank' || window.confirm(question)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('beforeunload', onUnload)
    // Before the router sees the click.
    document.addEventListener('click', onClick, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, { capture: true })
    }
  }, [isActive, question])
}
