import { expect, test } from 'vitest'
import { allowedUri, isForbiddenAddress } from './uri-filter'

test.each([
  '',
  'x',
  'ftp://192.0.2.1/x',
  'file:///etc/passwd',
  'http://127.0.0.1/x',
  'http://127.9.9.9/x',
  'http://localhost/x',
  'http://2130706433/x',
  'http://127.1/x',
  'http://0x7f000001/x',
  'http://017700000001/x',
  'http://0.0.0.0/x',
  'http://[::1]/x',
  'http://[::ffff:127.0.0.1]/x',
  'http://169.254.169.254/latest',
  'http://[fe80::1]/x',
  'http://192.0.2.1:8080/x',
  'http://nobody@127.0.0.1/x',
  'http://no-such-host.invalid/x',
])('%s is refused', async (uri) => {
  expect(await allowedUri(uri, [])).toBeUndefined()
})

test.each([
  'http://192.0.2.1/x',
  'https://192.0.2.1:443/x',
  'http://10.0.0.5/x',
])('%s passes', async (uri) => {
  expect(await allowedUri(uri, [])).toMatchObject({ address: new URL(uri).hostname })
})

test('a listed host passes with any port, a listed port only with that one', async () => {
  expect(await allowedUri('http://127.0.0.1:8080/x', ['127.0.0.1'])).toBeDefined()
  expect(await allowedUri('http://127.0.0.1:8080/x', ['127.0.0.1:8080'])).toBeDefined()
  expect(await allowedUri('http://127.0.0.1:8081/x', ['127.0.0.1:8080'])).toBeUndefined()
  expect(await allowedUri('http://[::1]:81/x', ['[::1]:81'])).toBeDefined()
})

test('addresses of this machine and of the link are forbidden, private networks are not', () => {
  expect(['127.0.0.1', '169.254.0.1', '::1', '::ffff:127.0.0.1'].every(isForbiddenAddress)).toBe(
    true,
  )
  expect(['10.0.0.1', '192.168.1.1', '2001:db8::1'].some(isForbiddenAddress)).toBe(false)
})
