import type { useTranslations } from 'next-intl'

/** What zod tells about a value before it has words; the parts this file reads. */
export type RawIssue = {
  readonly code?: string
  readonly input?: unknown
  readonly origin?: string
  readonly expected?: string
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
  readonly format?: string
}

type Translate = ReturnType<typeof useTranslations<never>>

/** The sentence under a field for what zod found, in the language of the page. */
export function issueWords(t: Translate, issue: RawIssue): string {
  const { code, input, origin } = issue
  const isEmpty = input === undefined || input === null || input === ''
  if (code === 'invalid_type') return wrongType(t, issue, isEmpty)
  if (code === 'invalid_value' || code === 'invalid_union') {
    return isEmpty ? t('kit.invalid.choose') : t('kit.invalid.type')
  }
  if (code === 'too_small') {
    const least = Number(issue.minimum)
    if (origin === 'string') {
      return isEmpty ? t('kit.invalid.required') : t('kit.invalid.tooShort', { count: least })
    }
    if (origin === 'array' || origin === 'set') return t('kit.invalid.tooFew', { count: least })
    return t('kit.invalid.tooSmall', { limit: least })
  }
  if (code === 'too_big') {
    const most = Number(issue.maximum)
    if (origin === 'string') return t('kit.invalid.tooLong', { count: most })
    if (origin === 'array' || origin === 'set') return t('kit.invalid.tooMany', { count: most })
    return t('kit.invalid.tooLarge', { limit: most })
  }
  if (code === 'invalid_format') {
    if (isEmpty) return t('kit.invalid.required')
    return issue.format === 'url' ? t('kit.invalid.address') : t('kit.invalid.pattern')
  }
  if (code === 'unrecognized_keys' || code === 'invalid_key') return t('kit.invalid.unknownKey')
  return t('kit.invalid.other')
}

function wrongType(t: Translate, { expected, input }: RawIssue, isEmpty: boolean): string {
  if (expected === 'int') return t('kit.invalid.wholeNumber')
  if (isEmpty) return t('kit.invalid.required')
  if (expected === 'number') {
    return Number.isNaN(input) ? t('kit.invalid.number') : t('kit.invalid.type')
  }
  return t('kit.invalid.type')
}
