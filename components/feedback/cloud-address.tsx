'use client'

import { createContext, type ReactNode, use } from 'react'
import type { CloudAddress } from '@/lib/commands/snippets'

const Context = createContext<CloudAddress>({ imageUrl: undefined })

type Props = { imageUrl: string | undefined; children: ReactNode }

/** Tells every screen inside where its cloud answers people outside. */
export function CloudAddressProvider({ imageUrl, children }: Props) {
  return <Context value={{ imageUrl }}>{children}</Context>
}

/** Glance's public address of the project and region at hand. */
export function useCloudAddress(): CloudAddress {
  return use(Context)
}
