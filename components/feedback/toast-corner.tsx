'use client'

import { useTranslations } from 'next-intl'
import { type ReactElement, useEffect, useState } from 'react'
import { onDemand, useOnDemand } from '@/components/ui/on-demand'

type Draw = (onClose: () => void) => ReactElement
type Options = { id?: string; duration: number }

const code = onDemand(() => import('@/components/ui/toaster'))

// Said before the corner is drawn, which is after the first of them.
const waiting: Array<() => void> = []
let isDrawn = false
let open: (() => void) | undefined

/** Shows a message in the corner, whose code comes with the first one. */
export function showToast(draw: Draw, options: Options): void {
  const say = () => code.now()?.say(draw, options)
  if (isDrawn) say()
  else {
    waiting.push(say)
    open?.()
  }
}

/** The corner for short messages; put once in the frame. */
export function ToastCorner() {
  const t = useTranslations()
  const [isOpen, setOpen] = useState(waiting.length > 0)
  const toaster = useOnDemand(code, isOpen)
  useEffect(() => {
    open = () => setOpen(true)
    if (waiting.length > 0) setOpen(true)
  }, [])
  useEffect(() => {
    if (!toaster) return
    isDrawn = true
    for (const say of waiting.splice(0)) say()
    return () => {
      isDrawn = false
    }
  }, [toaster])
  return (
    toaster && <toaster.Toaster label={t('shell.messages')} closeLabel={t('shell.closeMessage')} />
  )
}
