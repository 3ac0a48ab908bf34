'use client'

import type { ReactElement } from 'react'
import { Toaster as Sonner, toast } from 'sonner'

type ToasterProps = {
  /** Accessible name of the corner where messages appear. */
  label: string
  closeLabel: string
}

/** The corner for short messages; put once in the frame. */
export function Toaster({ label, closeLabel }: ToasterProps) {
  return (
    <Sonner
      position="bottom-left"
      containerAriaLabel={label}
      gap={8}
      expand
      style={{ fontFamily: 'inherit' }}
      offset={16}
      mobileOffset={8}
      visibleToasts={4}
      duration={5000}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: closeLabel,
        className: 'w-full outline-offset-2 sm:w-92',
      }}
    />
  )
}

/**
 * Adds a message to the corner.
 *
 * @param draw Draws it, given the way to close it.
 * @param options `duration` in ms. A message with the same `id` takes the place of the old one.
 */
export function say(
  draw: (onClose: () => void) => ReactElement,
  options: { id?: string; duration: number },
): void {
  toast.custom((key) => draw(() => toast.dismiss(key)), options)
}
