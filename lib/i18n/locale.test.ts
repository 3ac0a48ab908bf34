import { expect, it } from 'vitest'
import { pickLocale } from './locale'

it.each([
  [undefined, null, 'en'],
  ['zh-CN', 'en', 'zh-CN'],
  ['xx', 'zh-TW,en;q=0.5', 'zh-CN'],
  [undefined, 'fr-FR,zh;q=0.8', 'zh-CN'],
  [undefined, 'de', 'en'],
])('speaks, for cookie %j and Accept-Language %j, %s', (cookie, header, locale) => {
  expect(pickLocale(cookie, header)).toBe(locale)
})
