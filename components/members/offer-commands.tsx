'use client'

import { ShowCommand } from '@/components/feedback/show-command'
import type { MemberStatus } from '@/lib/schemas/member'
import { offerParams } from '@/lib/schemas/offers'

/** The list of offers as a command, while none of them is chosen. */
export function OfferCommands({ status }: { status: MemberStatus }) {
  return (
    <div className="flex justify-end">
      <ShowCommand command={{ kind: 'list', params: offerParams(status) }} />
    </div>
  )
}
