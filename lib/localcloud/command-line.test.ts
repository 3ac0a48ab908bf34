import { expect, test } from 'vitest'
import { readCommandLine } from './command-line'

const place = ['--dir', 'd', '--port', '8080']
const read = (...more: string[]) => readCommandLine([...place, ...more])

test('a folder and a port are enough', () => {
  expect(read()).toMatchObject({ dir: 'd', port: 8080, cache: true, quotas: {}, reset: false })
})

test('every option has its place', () => {
  const protections = 'e2e/real-cloud/property-protections.conf'
  const given = read(
    ...['--size-cap', '1024', '--quota', 'image_count_total=3,image_size_total=10'],
    ...['--no-cache', '--second-region', '--lockout', '3:60', '--policy', 'old', '--locations'],
    ...['--property-protections', protections, '--web-download-allow', 'a:80,b'],
  )
  expect(given).toMatchObject({
    sizeCap: 1024,
    quotas: { image_count_total: 3, image_size_total: 10 },
    cache: false,
    secondRegion: true,
    lockout: 3,
    lockoutSeconds: 60,
    policy: 'old',
    locations: true,
    webDownloadAllow: ['a:80', 'b'],
  })
  expect(given.propertyRules).toHaveLength(3)
})

test.each([
  [['--dir', 'd'], '--dir and --port are needed'],
  [[...place, '--policy', 'none'], '--policy is new or old'],
  [[...place, '--size-cap', '1MiB'], '--size-cap is a whole number'],
  [[...place, '--quota', 'images=3'], '--quota knows image_size_total'],
  [[...place, '--quota', 'image_count_total'], '--quota image_count_total is a whole number'],
  [[...place, '--lockout', '3:x'], '--lockout is a whole number'],
  [[...place, '--nonsense'], 'Unknown option'],
])('%j is refused', (args, sentence) => {
  expect(() => readCommandLine(args)).toThrow(sentence)
})
