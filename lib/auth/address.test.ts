import { beforeAll, expect, it } from 'vitest'
import { addressOf } from './address'

beforeAll(() => {
  process.env.KEYSTONE_URL = 'http://127.0.0.1:5000/v3'
  process.env.NEXTAUTH_URL = 'http://127.0.0.1:3000'
  process.env.NEXTAUTH_SECRET = 'x'.repeat(32)
})

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
