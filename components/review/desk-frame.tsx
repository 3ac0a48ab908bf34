import type { ReactNode } from 'react'
import { ReviewTabs } from './review-tabs'

type Props = {
  scope: string
  title: string
  lead: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** Title, tabs and place of every page of the desk. */
export function DeskFrame({ scope, title, lead, actions, children }: Props) {
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-4 p-4 md:px-6">
      <header className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="font-semibold text-xl">{title}</h1>
          <p className="text-ink-muted">{lead}</p>
        </div>
        {actions}
      </header>
      <ReviewTabs scope={scope} />
      {children}
    </div>
  )
}
