'use client'

import { Search, X } from 'lucide-react'
import { useRef } from 'react'
import { Input, type InputProps } from './input'

type SearchInputProps = Omit<InputProps, 'leading' | 'trailing' | 'value' | 'onChange' | 'type'> & {
  value: string
  onValueChange: (value: string) => void
  /** Name of the button that empties the box. */
  clearLabel: string
  /** Accessible name; a placeholder is not one. */
  'aria-label': string
}

/** A filter box: Escape or the cross empties it and keeps the focus inside. */
export function SearchInput({ value, onValueChange, clearLabel, ...rest }: SearchInputProps) {
  const box = useRef<HTMLInputElement>(null)
  const clear = () => {
    onValueChange('')
    box.current?.focus()
  }
  return (
    <Input
      ref={box}
      spellCheck={false}
      autoComplete="off"
      {...rest}
      role="searchbox"
      value={value}
      onChange={(event) => onValueChange(event.target.value)}
      onKeyDown={(event) => {
        rest.onKeyDown?.(event)
        if (event.key !== 'Escape' || value === '') return
        event.stopPropagation()
        clear()
      }}
      leading={<Search aria-hidden />}
      trailing={
        value === '' ? undefined : (
          <button
            type="button"
            aria-label={clearLabel}
            onClick={clear}
            className="flex size-6 items-center justify-center rounded-sm hover:bg-sunken hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        )
      }
    />
  )
}
