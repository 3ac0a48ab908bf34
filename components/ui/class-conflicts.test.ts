import { readdirSync, readFileSync } from 'node:fs'
import { extendTailwindMerge } from 'tailwind-merge'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { buttonStyle } from './button-style'

/*
 * Two classes of one element that set the same thing: which of them wins is then for the style sheet's
 * order to say. A component marks what others may change with `base:`; any plain class wins over it.
 */

const merge = extendTailwindMerge({
  extend: { theme: { spacing: ['row'], shadow: ['low', 'high'] } },
})
const words = (text: string) => text.split(/\s+/).filter(Boolean)

/** The classes of `before` that set the same thing as one of `later`. */
function beaten(before: string, later: string): string[] {
  const left = new Set(words(merge(`${before} ${later}`)))
  return words(merge(before)).filter((one) => !left.has(one))
}

const sources = ['app', 'components'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`)
    .map((file) =>
      ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true),
    ),
)

function eachNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  node.forEachChild((child) => eachNode(child, visit))
}

/** Texts that modules keep under a name, such as `rowStyle`; by file, so that names may repeat. */
const named = new Map<string, ts.Expression>()
for (const source of sources) {
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    const isShared = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || initializer.getText().startsWith('cva(')) continue
      named.set(isShared ? name.getText() : `${source.fileName} ${name.getText()}`, initializer)
    }
  }
}

/** Every text in an expression, those behind names included, comparisons left out. */
function texts(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isBinaryExpression(node) && /^[!=]==$/.test(node.operatorToken.getText())) return []
  if (ts.isIdentifier(node)) {
    const known = named.get(`${node.getSourceFile().fileName} ${node.text}`) ?? named.get(node.text)
    return known ? texts(known) : []
  }
  return node.getChildren().flatMap(texts)
}

const place = (node: ts.Node) => {
  const source = node.getSourceFile()
  const { line } = source.getLineAndCharacterOfPosition(node.getStart())
  return `${source.fileName}:${line + 1}`
}

function componentAround(node: ts.Node): string | undefined {
  for (let around = node; around; around = around.parent) {
    if (ts.isFunctionDeclaration(around) && /^[A-Z]/.test(around.name?.text ?? ''))
      return around.name?.text
  }
  return undefined
}

describe('classes of one element', () => {
  const inside: string[] = []
  /** What a component that takes `className` puts before it. */
  const before = new Map<string, string[]>([['Button', [buttonStyle()]]])
  for (const source of sources) {
    eachNode(source, (node) => {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'clsx') return
      const parts = node.arguments.map((part) => texts(part))
      const own = componentAround(node)
      if (own && node.arguments.some((part) => part.getText() === 'className'))
        before.set(own, [...(before.get(own) ?? []), parts.flat().join(' ')])
      parts.forEach((later, index) => {
        for (const text of later) {
          const lost = beaten(parts.slice(0, index).flat().join(' '), text)
          if (lost.length > 0) inside.push(`${place(node)}: ${lost.join(' ')} and ${text}`)
        }
      })
    })
  }

  it('are given once', () => {
    expect(inside).toEqual([])
  })

  it('are given once where a component is told more', () => {
    expect(before.size).toBeGreaterThan(20)
    const outside: string[] = []
    for (const source of sources) {
      eachNode(source, (node) => {
        if (!ts.isJsxAttribute(node) || node.name.getText() !== 'className') return
        const tag = node.parent.parent.tagName.getText()
        for (const base of before.get(tag) ?? []) {
          for (const text of node.initializer ? texts(node.initializer) : []) {
            const lost = beaten(base, text)
            if (lost.length > 0) outside.push(`${place(node)}: ${lost.join(' ')} and ${text}`)
          }
        }
      })
    }
    expect(outside).toEqual([])
  })

  it.each([
    'primary',
    'secondary',
    'ghost',
    'danger',
  ] as const)('are given once for a %s button', (variant) => {
    for (const size of ['xs', 'sm', 'md', 'lg'] as const) {
      const given = buttonStyle({ variant, size })
      expect(words(merge(given))).toEqual(words(given))
    }
  })
})
