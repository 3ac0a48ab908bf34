import { describe, expect, it } from 'vitest'
import { contentDisposition, downloadName } from './file-name'

const image = (name: string | null, disk_format: string | null, container_format = 'bare') => ({
  id: 'b2173dd3-7ad6-4362-baa6-a68bce3565cb',
  name,
  disk_format,
  container_format,
})

describe('the name of a download', () => {
  it.each([
    ['Debian 12', 'qcow2', 'Debian 12.qcow2'],
    ['debian.qcow2', 'qcow2', 'debian.qcow2'],
    ['Debian.QCOW2', 'qcow2', 'Debian.QCOW2'],
    ['disk.img', 'raw', 'disk.img'],
    ['disk.img', 'vmdk', 'disk.img.vmdk'],
    ['v1.2', 'iso', 'v1.2.iso'],
    ['odd', 'never-heard', 'odd'],
    ['../../etc/passwd', 'raw', '_.._etc_passwd.raw'],
    ['a\r\nSet-Cookie: x', 'raw', 'a_Set-Cookie_ x.raw'],
    ['exe\u202eraw', 'raw', 'exe_raw.raw'],
  ])('%s as %s', (name, format, expected) => {
    expect(downloadName(image(name, format))).toBe(expected)
  })

  it('is the id when there is no name, and knows archives', () => {
    expect(downloadName(image(null, 'raw'))).toBe('b2173dd3-7ad6-4362-baa6-a68bce3565cb.raw')
    expect(downloadName(image(' . ', 'iso'))).toBe('b2173dd3-7ad6-4362-baa6-a68bce3565cb.iso')
    expect(downloadName(image('appliance', 'vmdk', 'ova'))).toBe('appliance.ova')
  })
})

describe('Content-Disposition', () => {
  it('holds the name twice, and nothing that ends the header early', () => {
    expect(contentDisposition('镜像 (1).raw')).toBe(
      `attachment; filename="__ (1).raw"; filename*=UTF-8''%E9%95%9C%E5%83%8F%20%281%29.raw`,
    )
    expect(contentDisposition('a"b\\c')).toContain('filename="a_b_c"')
  })
})
