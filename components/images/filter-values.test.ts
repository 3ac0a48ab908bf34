import { expect, it } from 'vitest'
import { loadImageListParams } from '@/lib/schemas/image-list'
import { paramsOfValues, valuesOfParams } from './filter-values'

const none = valuesOfParams(loadImageListParams(''))

it('an empty box asks for nothing', () => {
  expect(Object.values(paramsOfValues(none)).every((value) => value === null)).toBe(true)
})

it('brings back what the address holds', () => {
  const params = loadImageListParams(
    '?name=a,b&owner=p1&tag=x,y&property=os_distro:debian&size_min=1048576&created_from=2026-01-02T03:04:00.000Z&protected=false&os_hidden=true&member_status=pending',
  )
  expect(paramsOfValues(valuesOfParams(params))).toMatchObject({
    name: 'a,b',
    owner: 'p1',
    tag: ['x', 'y'],
    property: ['os_distro:debian'],
    size_min: 1048576,
    created_from: new Date('2026-01-02T03:04:00Z'),
    protected: false,
    os_hidden: true,
    member_status: 'pending',
  })
})

it('reads sizes as MiB and drops what is no size', () => {
  expect(paramsOfValues({ ...none, size_min: '1.5', size_max: '-3' })).toMatchObject({
    size_min: 1572864,
    size_max: null,
  })
})

it('takes Chinese commas between tags', () => {
  expect(paramsOfValues({ ...none, tag: 'a\uFF0Cb, c' }).tag).toEqual(['a', 'b', 'c'])
})
