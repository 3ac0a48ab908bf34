import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { theme: { spacing: ['row'], shadow: ['low', 'high'] } },
})

/** Joins class names; of two that set the same thing, the later one wins. */
export function cx(...classes: ClassValue[]): string {
  return merge(clsx(classes))
}
