import { Secret, TOTP } from 'otpauth'
import {
  chineseWords,
  expect,
  expectAccessible,
  fillSignIn,
  people,
  test,
  words,
} from '@/e2e/fixtures'
import { target } from '@/e2e/target'

test('a member signs in and sees the images of the project', async ({ page, signIn }) => {
  await signIn(people.alice)
  await expect(page).toHaveURL(/\/p\/[0-9a-f]+\/images/)
  await expect(
    page.getByRole('button', { name: words('shell.user.label', { name: 'alice' }) }),
  ).toBeVisible()
})

test('a wrong password and an unknown user read the same', async ({ page }) => {
  await page.goto('/login')
  for (const person of [
    { ...people.carol, password: 'wrong' },
    { ...people.carol, name: `nobody-${Date.now()}` },
  ]) {
    await fillSignIn(page, person)
    await expect(page.getByText(words('auth.failures.invalid_credentials'))).toBeVisible()
  }
})

test('repeated failures warn of a lock and are slowed down', async ({ page }) => {
  await page.goto('/login')
  const person = { domain: 'Default', name: `ghost-${Date.now()}`, password: 'wrong', project: '' }
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await fillSignIn(page, person)
    await expect(page.getByText(words('auth.failures.invalid_credentials'))).toBeVisible()
  }
  await expect(page.getByText(words('auth.failures.lockHint'))).toBeVisible()
  for (let attempt = 4; attempt <= 9; attempt += 1) {
    await fillSignIn(page, person)
    await expect(
      page.getByRole('button', { name: words('auth.signIn.submit') }),
    ).not.toHaveAttribute('aria-busy')
  }
  await expect(page.getByText(/Too many attempts/)).toBeVisible()
})

test('a user of the second domain signs in with the same name', async ({ page, signIn }) => {
  await signIn(people.corpAlice)
  await expect(
    page.getByRole('button', { name: words('shell.project.current', { name: 'research' }) }),
  ).toBeVisible()
  await page.getByRole('button', { name: words('shell.user.label', { name: 'alice' }) }).click()
  await page.getByRole('menuitem', { name: words('shell.user.signOut'), exact: true }).click()
  await expect(page.getByLabel(words('auth.signIn.domain'), { exact: true })).toHaveValue('Corp')
})

test('a user without a project gets a page of their own', async ({ page }) => {
  await page.goto('/login')
  await fillSignIn(page, people.noproject)
  await expect(page.getByRole('heading', { name: words('auth.noProject.title') })).toBeVisible()
  await expectAccessible(page)
})

test('a second factor is asked for and checked', async ({ page }) => {
  await page.goto('/login')
  await fillSignIn(page, target.accounts.mfa)
  const passcode = page.getByLabel(words('auth.signIn.passcode'), { exact: true })
  await passcode.fill('000000')
  await page.getByRole('button', { name: words('auth.signIn.submitPasscode') }).click()
  await expect(page.getByText(words('auth.failures.passcode_wrong'))).toBeVisible()
  const code = new TOTP({ secret: Secret.fromBase32(target.accounts.mfa.totpSecret) }).generate()
  await passcode.fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.getByRole('button', { name: words('auth.signIn.submitPasscode') }).click()
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
})

test('an expired password is changed on the way in', async ({ page }) => {
  await page.goto('/login')
  await fillSignIn(page, target.accounts.expired)
  await expect(page.getByText(words('auth.signIn.expiredLead'))).toBeVisible()
  await page.getByLabel(words('auth.signIn.newPassword'), { exact: true }).fill('a-new-password-1')
  await page.getByLabel(words('auth.signIn.repeatPassword'), { exact: true }).fill('another')
  await page.getByRole('button', { name: words('auth.signIn.submitNewPassword') }).click()
  await expect(page.getByText(words('auth.signIn.passwordsDiffer'))).toBeVisible()
  await page
    .getByLabel(words('auth.signIn.repeatPassword'), { exact: true })
    .fill('a-new-password-1')
  await page.getByRole('button', { name: words('auth.signIn.submitNewPassword') }).click()
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
})

test('the token stays on the server and dies with the sign-out', async ({
  page,
  signIn,
  context,
}) => {
  await signIn(people.bob)
  const session = await (await page.request.get('/api/auth/session')).text()
  const html = await page.content()
  const scripts = await page.evaluate(
    () =>
      `${document.cookie} ${JSON.stringify({ ...localStorage })} ${JSON.stringify({ ...sessionStorage })}`,
  )
  for (const text of [session, html, scripts]) {
    expect(text).not.toMatch(/gAAAA/)
    expect(text).not.toContain(target.keystoneUrl)
  }
  const cookies = await context.cookies()
  expect(cookies.find(({ name }) => name.endsWith('vitrine-session'))).toMatchObject({
    httpOnly: true,
    sameSite: 'Lax',
  })

  await page.getByRole('button', { name: words('shell.user.label', { name: 'bob' }) }).click()
  await page.getByRole('menuitem', { name: words('shell.user.signOut'), exact: true }).click()
  await expect(page.getByRole('button', { name: words('auth.signIn.submit') })).toBeVisible()
  // Who kept the cookie has nothing: the session is over for the server too.
  await context.addCookies(cookies)
  expect((await page.request.get('/api/projects')).status()).toBe(401)
})

test('signing in leads back to the page that asked for it, and nowhere else', async ({ page }) => {
  await page.goto('/login?returnTo=%2F%2Fevil.example%2Fx')
  await fillSignIn(page, people.alice)
  await expect(page).toHaveURL(/\/p\/[0-9a-f]+\/images/)
})

test('the login page speaks Chinese and is accessible in both themes', async ({ page }) => {
  await page.goto('/login')
  await expectAccessible(page)
  await page.getByRole('button', { name: '简体中文' }).click()
  await expect(page.getByRole('button', { name: chineseWords('auth.signIn.submit') })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
})

test('the form works by keyboard alone', async ({ page }) => {
  await page.goto('/login')
  await expect(page.getByLabel(words('auth.signIn.username'), { exact: true })).toBeFocused()
  await page.keyboard.type('alice')
  await page.keyboard.press('Tab')
  await page.keyboard.type('alice')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: words('images.title') })).toBeVisible()
})
