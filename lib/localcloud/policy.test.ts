import { expect, test } from 'vitest'
import { isAllowed, type PolicyRule, policyRules, type Subject } from './policy'

const who = (roles: string[], projectId: string | null = 'p'): Subject => ({
  userId: 'u',
  projectId,
  roles,
  scope: projectId ? 'project' : 'system',
})
const own = { projectId: 'p', owner: 'p', visibility: 'private' }
const foreign = { projectId: 'q', owner: 'q', visibility: 'private' }

const readerMay: PolicyRule[] = ['get_image', 'get_images', 'get_members', 'get_metadef_namespace']
const memberMay: PolicyRule[] = [
  'add_image',
  'modify_image',
  'delete_image',
  'upload_image',
  'deactivate',
]
const adminOnly: PolicyRule[] = ['publicize_image', 'copy_image', 'tasks_api_access', 'cache_list']

test('new defaults: reader reads, member writes, admin does the rest', () => {
  for (const rule of readerMay)
    expect(isAllowed('new', rule, who(['reader']), own), rule).toBe(true)
  for (const rule of memberMay) {
    expect(isAllowed('new', rule, who(['reader']), own), rule).toBe(false)
    expect(isAllowed('new', rule, who(['member', 'reader']), own), rule).toBe(true)
    expect(isAllowed('new', rule, who(['member', 'reader']), foreign), rule).toBe(false)
  }
  for (const rule of adminOnly) {
    expect(isAllowed('new', rule, who(['member', 'reader']), own), rule).toBe(false)
    expect(isAllowed('new', rule, who(['admin']), foreign), rule).toBe(true)
  }
})

test('older ones: any role, but the administrator keeps what only he may', () => {
  for (const rule of [...readerMay, ...memberMay]) {
    expect(isAllowed('old', rule, who(['reader']), own), rule).toBe(true)
  }
  for (const rule of adminOnly)
    expect(isAllowed('old', rule, who(['member']), own), rule).toBe(false)
})

test('new defaults want a project: a system token may nothing', () => {
  const system = who(['admin'], null)
  expect(policyRules.some((rule) => isAllowed('new', rule, system, own))).toBe(false)
  expect(isAllowed('old', 'get_images', system, own)).toBe(true)
})
