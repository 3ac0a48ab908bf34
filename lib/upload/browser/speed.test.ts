import { expect, it } from 'vitest'
import { createSpeedMeter, remainingSeconds } from './speed'

it('knows nothing at first, then the mean of the last ten seconds', () => {
  const meter = createSpeedMeter()
  meter.note(0, 0)
  expect(meter.speed(500)).toBeNull()
  for (let s = 1; s <= 20; s++) meter.note(s * 100, s * 1000)
  expect(meter.speed(20_000)).toBeCloseTo(100)
  for (let s = 21; s <= 31; s++) meter.note(2000 + (s - 20) * 500, s * 1000)
  expect(meter.speed(31_000)).toBeCloseTo(500)
})

it('sinks while nothing comes, down to zero', () => {
  const meter = createSpeedMeter()
  for (let s = 0; s <= 10; s++) meter.note(s * 100, s * 1000)
  expect(meter.speed(15_000)).toBeLessThan(80)
  expect(meter.speed(21_000)).toBe(0)
})

it('starts anew when bytes are sent again', () => {
  const meter = createSpeedMeter()
  for (let s = 0; s <= 10; s++) meter.note(s * 1000, s * 1000)
  meter.note(0, 11_000)
  meter.note(100, 12_000)
  expect(meter.speed(12_000)).toBeCloseTo(100)
})

it('says nothing about the end when nothing moves', () => {
  expect(remainingSeconds(1000, 100)).toBe(10)
  expect(remainingSeconds(1000, 0)).toBeNull()
  expect(remainingSeconds(1000, null)).toBeNull()
})
