import { expect, it } from 'vitest'
import { addressOf } from './address'

it.each([
  ['203.0.113.9', '203.0.113.9'],
  // What the visitor wrote stands before what our proxy added.
  ['1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['2001:db8::1', '2001:db8::1'],
  ['<script>', 'unknown'],
  ['', 'unknown'],
  [null, 'unknown'],
])('%s comes from %s', (header, address) => {
  expect(addressOf(header)).toBe(address)
})
