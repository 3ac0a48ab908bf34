/** The box of anything that floats over the page at a trigger: menus, popovers, lists of choices. */
export const floatStyle =
  'z-50 animate-pop overflow-hidden rounded-lg border border-line bg-panel text-ink shadow-high outline-none'

/** One row of a floating list. */
export const floatRowStyle =
  'relative flex min-h-8 select-none items-center gap-2 rounded-md px-2 py-1 text-base outline-none touch:min-h-10 [&_svg]:size-4 [&_svg]:shrink-0'
