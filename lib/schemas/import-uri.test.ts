import { describe, expect, it } from 'vitest'
import { faultOfUri, fileNameOfUri, isSendableUri } from './import-uri'

describe('an address for web-download', () => {
  it.each([
    ['https://images.example/a.qcow2', undefined],
    ['http://images.example:80/a', undefined],
    ['https://images.example:443/a', undefined],
    ['HTTPS://IMAGES.EXAMPLE/a', undefined],
    ['http://[2001:db8::1]/a.img', undefined],
    ['http://images.example:8080/a', 'port'],
    ['ftp://images.example/a', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['http://me:secret@images.example/a', 'credentials'],
    ['http://me@images.example/a', 'credentials'],
    ['images.example/a', 'address'],
    ['http:images.example/a', 'address'],
    ['http:///a', 'address'],
    ['http://images.example/a b', 'address'],
    ['', 'address'],
  ])('%s: %s', (uri, fault) => {
    expect(faultOfUri(uri)).toBe(fault)
  })

  it('goes to Glance with an unusual port, never with a fault', () => {
    expect(isSendableUri('http://images.example:8080/a')).toBe(true)
    expect(isSendableUri('http://me:secret@images.example/a')).toBe(false)
  })

  it('names the file', () => {
    expect(fileNameOfUri('https://images.example/a/debian%2012.qcow2?x=1#y')).toBe(
      'debian 12.qcow2',
    )
    expect(fileNameOfUri('https://images.example/')).toBe('')
    expect(fileNameOfUri('https://images.example/%E0%A4%A')).toBe('%E0%A4%A')
    expect(fileNameOfUri('nothing')).toBe('')
  })
})
