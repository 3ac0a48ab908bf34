import type { ReactNode } from 'react'
import { Mark } from '@/components/ui/mark'

type Props = { title: string; lead: string; more?: string; children: ReactNode }

/** A page that says one thing and offers the way on. */
export function MessagePage({ title, lead, more, children }: Props) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center gap-4 px-6 pb-24">
      <Mark className="size-8" />
      <h1 className="font-semibold text-ink text-xl">{title}</h1>
      <p className="text-ink-soft">{lead}</p>
      {more && <p className="text-ink-soft">{more}</p>}
      <div className="mt-2 flex flex-wrap gap-2">{children}</div>
    </main>
  )
}
