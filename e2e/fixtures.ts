import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { createTranslator } from 'use-intl/core'
import { en, messagesOf } from '@/lib/i18n/messages/catalogue'
import { CloudSession } from './cloud-session'

export { expect } from '@playwright/test'

export type Person = { domain: string; name: string; password: string; project: string }

/** The seeded people of both clouds. */
export const people = {
  alice: { domain: 'Default', name: 'alice', password: 'alice', project: 'demo' },
  bob: { domain: 'Default', name: 'bob', password: 'bob', project: 'partner' },
  carol: { domain: 'Default', name: 'carol', password: 'carol', project: 'demo' },
  admin: { domain: 'Default', name: 'admin', password: 'admin', project: 'admin' },
  noproject: { domain: 'Default', name: 'noproject', password: 'noproject', project: '' },
  corpAlice: { domain: 'Corp', name: 'alice', password: 'corp-alice', project: 'research' },
} as const satisfies Record<string, Person>

/** The dashboard's words, so that no test repeats them. */
export const words = createTranslator({ locale: 'en', messages: en, timeZone: 'UTC' })
export const chineseWords = createTranslator({
  locale: 'zh-CN',
  messages: messagesOf('zh-CN'),
  timeZone: 'UTC',
})

export type Fixtures = {
  /** A cloud session of the person asked for; images made through it are removed after the test. */
  cloudOf: (person: Person, region?: string) => Promise<CloudSession>
  /** Signs in through the login page and waits for the list of the person's project. */
  signIn: (person: Person) => Promise<void>
}

export const test = base.extend<Fixtures>({
  // An error on the console that no test expected is a fault, as is a page's own exception.
  page: async ({ page }, use, info) => {
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(`exception: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(message.text()))
        problems.push(`console: ${message.text()}`)
    })
    await use(page)
    if (!info.annotations.some(({ type }) => type === 'console-errors-expected'))
      expect(problems).toEqual([])
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it
  cloudOf: async ({}, use) => {
    const sessions: CloudSession[] = []
    await use(async (person, region) => {
      const session = await CloudSession.open(person, region)
      sessions.push(session)
      return session
    })
    for (const session of sessions) await session.removeAll()
  },
  signIn: async ({ page }, use) => {
    await use(async (person) => {
      await page.goto('/login')
      await fillSignIn(page, person)
      await expect(
        page.getByRole('heading', { level: 1, name: words('images.title') }),
      ).toBeVisible()
    })
  },
})

/** Fills the sign-in form and sends it. */
export async function fillSignIn(page: Page, { domain, name, password }: Person): Promise<void> {
  await page.getByLabel(words('auth.signIn.domain'), { exact: true }).fill(domain)
  await page.getByLabel(words('auth.signIn.username'), { exact: true }).fill(name)
  await page.getByLabel(words('auth.signIn.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: words('auth.signIn.submit'), exact: true }).click()
}

/** Checks the page against WCAG 2.2 AA in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  // Colours in the middle of a fade are no colours of ours.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const theme of ['light', 'dark']) {
    await page.evaluate(
      (value) => document.documentElement.setAttribute('data-theme', value),
      theme,
    )
    const axe = new AxeBuilder({ page })
    // The themes differ in colours only; everything else was looked at in the first one.
    if (theme === 'light') axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    else axe.withRules(['color-contrast', 'link-in-text-block'])
    const { violations } = await axe.analyze()
    const found = violations.map(
      ({ id, nodes }) => `${theme} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
    )
    expect(found).toEqual([])
  }
}

// The browser itself reports every answer of 400 and more; the pages deal with those.
function isExpected(text: string): boolean {
  return text.startsWith('Failed to load resource')
}
