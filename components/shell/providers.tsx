'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useState } from 'react'
import { MissingCodeNote } from '@/components/feedback/missing-code-note'
import { ToastCorner } from '@/components/feedback/toast-corner'
import { makeQueryClient } from '@/lib/queries/query-client'
import { announceSessionEnd } from '@/lib/queries/session-end'

type Props = { nonce: string | undefined; children: ReactNode }

/** What every screen stands on: cache, theme, tooltips, toasts. */
export function Providers({ nonce, children }: Props) {
  const [client] = useState(() => makeQueryClient(announceSessionEnd))
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      <QueryClientProvider client={client}>
        {children}
        <ToastCorner />
        <MissingCodeNote />
      </QueryClientProvider>
    </ThemeProvider>
  )
}
