import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { messagesOf } from './catalogue'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text)
  }
  return flat
}

function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const options =
      'options' in element
        ? Object.values(element.options ?? {}).flatMap(({ value }) => argumentsOf(value))
        : []
    const children = element.type === TYPE.tag ? argumentsOf(element.children) : []
    return [element.value, ...options, ...children]
  })
}

const english = flatten(messagesOf('en'))
const chinese = flatten(messagesOf('zh-CN'))

describe('message catalogues', () => {
  it('have the same keys', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it.each([...english.keys()])('take the same arguments in %s', (key) => {
    const read = (text: string | undefined) => [...new Set(argumentsOf(parse(text ?? '')))].sort()
    expect(read(chinese.get(key))).toEqual(read(english.get(key)))
  })

  it('have no empty message', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})
