import type { Page } from '@playwright/test'
import { people, words } from '@/e2e/fixtures'
import { paths } from '@/lib/paths'
import type { Access } from './cloud'
import { imageRows } from './rig'

/** One everyday action on an image of its own: by click, and as the `openstack image` command. */
export type Action = {
  what: string
  /** Brings the page to where one click is left. */
  prepare: (page: Page, id: string) => Promise<unknown>
  /** The click, and the wait until its result is visible. */
  act: (page: Page, id: string) => Promise<unknown>
  command: (id: string) => string[]
}

/** @param partner Whom the images are shared with. @param images How many the list holds. */
export function actionsOf(me: Access, partner: Access, images: number): Action[] {
  const { projectId } = me
  const properties = paths.imageProperties
  const pending = (page: Page) =>
    page.getByRole('region', { name: words('properties.pending.title') })
  const save = async (page: Page) => {
    await pending(page)
      .getByRole('button', { name: words('properties.pending.save', { count: 1 }) })
      .click()
    await pending(page).waitFor({ state: 'hidden' })
  }
  const openMenu = async (page: Page, id: string) => {
    await page.goto(paths.image(projectId, id))
    await page.getByRole('button', { name: words('image.actions.more') }).click()
  }
  const item = (page: Page, key: 'image.actions.protect' | 'image.actions.delete') =>
    page.getByRole('menuitem', { name: words(key) })
  const member = (page: Page) =>
    page
      .getByRole('grid', { name: words('members.title') })
      .getByRole('row')
      .filter({ hasText: people.bob.project })
  return [
    {
      what: `list of ${images} images: first rows`,
      prepare: (page) => page.goto(paths.gallery(projectId)),
      act: async (page) => {
        await page.getByRole('link', { name: words('shell.nav.images') }).click()
        await imageRows(page).first().waitFor()
      },
      command: () => ['list'],
    },
    {
      what: 'show',
      prepare: async (page) => {
        await page.goto(paths.images(projectId))
        await imageRows(page).first().waitFor()
      },
      act: async (page) => {
        await imageRows(page).first().getByRole('link').first().click()
        await page.getByRole('button', { name: words('image.actions.more') }).waitFor()
      },
      command: (id) => ['show', id],
    },
    {
      what: 'set a property',
      prepare: async (page, id) => {
        await page.goto(properties(projectId, id))
        await page.getByLabel(words('properties.addName')).fill('hw_disk_bus')
        await page.getByLabel(words('properties.addValue')).fill('scsi')
        await page.keyboard.press('Enter')
        await pending(page).waitFor()
      },
      act: save,
      command: (id) => ['set', '--property', 'hw_disk_bus=scsi', id],
    },
    {
      what: 'add a tag',
      prepare: async (page, id) => {
        await page.goto(properties(projectId, id))
        await page.getByLabel(words('properties.tags.input')).fill('bench')
        await page.keyboard.press('Enter')
        await pending(page).waitFor()
      },
      act: save,
      command: (id) => ['set', '--tag', 'bench', id],
    },
    {
      what: 'share',
      prepare: async (page, id) => {
        await page.goto(paths.imageMembers(projectId, id))
        await page.getByLabel(words('members.add.ids')).fill(partner.projectId)
      },
      act: async (page) => {
        await page.getByRole('button', { name: words('members.add.submit', { count: 1 }) }).click()
        await member(page).waitFor()
      },
      command: (id) => ['add', 'project', id, partner.projectId],
    },
    {
      what: 'unshare',
      prepare: async (page, id) => {
        await offer(me, id, partner.projectId)
        await page.goto(paths.imageMembers(projectId, id))
        await member(page)
          .getByRole('button', { name: words('members.remove', { name: people.bob.project }) })
          .click()
      },
      act: async (page) => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: words('members.removeSubmit') })
          .click()
        await member(page).waitFor({ state: 'hidden' })
      },
      command: (id) => ['remove', 'project', id, partner.projectId],
    },
    {
      what: 'protect',
      prepare: openMenu,
      act: async (page) => {
        await item(page, 'image.actions.protect').click()
        await page.getByText(words('image.done.protect', { name: 'by click' })).waitFor()
      },
      command: (id) => ['set', '--protected', id],
    },
    {
      what: 'delete',
      prepare: async (page, id) => {
        await openMenu(page, id)
        await item(page, 'image.actions.delete').click()
        await page.getByRole('dialog').waitFor()
      },
      act: async (page) => {
        await page
          .getByRole('dialog')
          .getByRole('button', { name: words('image.delete.submit', { count: 1 }) })
          .click()
        await page.getByText(words('image.done.deleted', { count: 1 })).waitFor()
      },
      command: (id) => ['delete', id],
    },
  ]
}

async function offer(me: Access, id: string, member: string): Promise<void> {
  await fetch(`${me.glanceUrl}/v2/images/${id}/members`, {
    method: 'POST',
    headers: { 'x-auth-token': me.token, 'content-type': 'application/json' },
    body: JSON.stringify({ member }),
  })
}
