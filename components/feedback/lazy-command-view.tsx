'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'

/** A command in the words of each tool; what writes them is loaded when somebody asks for it. */
export const LazyCommandView = dynamic(
  () => import('./command-view').then((module) => module.CommandView),
  { ssr: false, loading: () => <Skeleton className="h-40" /> },
)
