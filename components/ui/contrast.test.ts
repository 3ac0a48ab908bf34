import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')
const surfaces = ['canvas', 'panel', 'sunken', 'row-hover', 'row-chosen', 'header']
const statuses = ['ok', 'busy', 'warn', 'bad']

/** Text on its ground: at least 4.5:1. */
const textPairs: [string, string][] = [
  ...surfaces.flatMap((ground) =>
    ['ink', 'ink-soft', 'ink-muted', 'accent', ...statuses].map((text): [string, string] => [
      text,
      ground,
    ]),
  ),
  // Badges, alerts and chosen things.
  ...['accent', ...statuses].flatMap((hue): [string, string][] => [
    [hue, `${hue}-soft`],
    ['ink', `${hue}-soft`],
    ['ink-soft', `${hue}-soft`],
    ['ink-muted', `${hue}-soft`],
  ]),
  ...['ok', 'warn', 'bad'].flatMap((hue): [string, string][] => [
    [hue, `${hue}-tint`],
    ['ink-soft', `${hue}-tint`],
    ['ink-muted', `${hue}-tint`],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-bad', 'bad-fill'],
  ['on-bad', 'bad-fill-hover'],
  ['on-tip', 'tip'],
]

/** Edges of controls, focus rings, filled buttons, bars and status icons: at least 3:1. */
const shapePairs: [string, string][] = [
  ...surfaces.flatMap((ground) =>
    ['control', 'accent', 'bad-fill', ...statuses].map((shape): [string, string] => [
      shape,
      ground,
    ]),
  ),
  ['on-accent', 'accent'],
]

describe.each(['light', 'dark'] as const)('%s colours', (theme) => {
  const colour = tokensOf(theme)

  it.each(textPairs)('%s is readable on %s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(shapePairs)('%s stands out from %s', (shape, ground) => {
    expect(contrast(colour(shape), colour(ground))).toBeGreaterThanOrEqual(3)
  })
})

it('both themes name the same colours', () => {
  const names = (theme: 'light' | 'dark') =>
    [...declarationsOf(theme).keys()].filter(isColour(theme))
  expect(names('dark')).toEqual(names('light'))
})

it('contrast itself is computed right', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21)
  // From the W3C's own note on #767676, the lightest grey that passes on white.
  expect(contrast([0x76, 0x76, 0x76], [255, 255, 255])).toBeCloseTo(4.54, 2)
})

type Colour = [red: number, green: number, blue: number]

function declarationsOf(theme: 'light' | 'dark'): Map<string, string> {
  const block =
    theme === 'light' ? /:root \{([^}]*)\}/ : /\[data-theme="dark"\],\s*\.dark \{([^}]*)\}/
  const body = css.match(block)?.[1] ?? ''
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  )
}

function isColour(theme: 'light' | 'dark') {
  const declarations = declarationsOf(theme)
  return (name: string) => /^(#|color-mix)/.test(declarations.get(name) ?? '')
}

function tokensOf(theme: 'light' | 'dark'): (name: string) => Colour {
  const declarations = declarationsOf(theme)
  const resolve = (name: string): Colour => {
    const value = declarations.get(name)
    const hex = value?.match(/^#(..)(..)(..)$/)
    if (hex) return hex.slice(1).map((part) => Number.parseInt(part, 16)) as Colour
    const mix = value?.match(/^color-mix\(in srgb, var\(--([\w-]+)\) (\d+)%, var\(--([\w-]+)\)\)$/)
    if (!mix) throw new Error(`--${name} of the ${theme} theme is no colour this test can read`)
    const [first, second, share] = [
      resolve(mix[1] ?? ''),
      resolve(mix[3] ?? ''),
      Number(mix[2]) / 100,
    ]
    return first.map((part, index) => part * share + (second[index] ?? 0) * (1 - share)) as Colour
  }
  return resolve
}

/** Contrast as WCAG 2.2 defines it, from 1 to 21. */
function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Colour
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
