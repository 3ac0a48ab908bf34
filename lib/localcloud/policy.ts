/** Who makes a request, as far as the image service has to know. */
export type Subject = {
  userId: string
  /** The project of the token; null for an unscoped, a domain or a system token. */
  projectId: string | null
  /** Role names in small letters. */
  roles: readonly string[]
  scope: 'project' | 'domain' | 'system' | 'unscoped'
}

/** What a rule is asked about: an image, a namespace or nothing in particular. */
export type PolicyTarget = {
  projectId?: string | null
  /** The owner named in a create request. */
  owner?: string | null
  /** Set when the asking project found a shared image as its member. */
  memberId?: string | null
  visibility?: string
}

/** `new`: roles decide (admin, member, reader); `old`: any role of the owning project may write. */
export type PolicyMode = 'new' | 'old'

type Check = (who: Subject, target: PolicyTarget) => boolean

const anyone: Check = () => true
const admin: Check = (who) => who.roles.includes('admin')
const role =
  (name: string): Check =>
  (who) =>
    who.roles.includes(name)
const inProject: Check = (who, target) =>
  who.projectId !== null && who.projectId === target.projectId
const isImageMember: Check = (who, target) =>
  who.projectId !== null && who.projectId === target.memberId
const isPublic: Check = (_who, target) => target.visibility === 'public'
const isOpen: Check = (_who, target) =>
  ['public', 'community', 'shared'].includes(target.visibility ?? '')
const all =
  (...checks: Check[]): Check =>
  (who, target) =>
    checks.every((check) => check(who, target))
const any =
  (...checks: Check[]): Check =>
  (who, target) =>
    checks.some((check) => check(who, target))

const projectMember = any(admin, all(role('member'), inProject))
const projectReader = any(admin, all(role('reader'), inProject))
const readImage = any(admin, all(role('reader'), any(inProject, isImageMember, isOpen)))
const downloadImage = any(admin, all(role('member'), any(inProject, isImageMember, isOpen)))
const createImage = any(
  admin,
  all(role('member'), inProject, (who, target) => who.projectId === (target.owner ?? null)),
)
const readMember = any(admin, all(role('reader'), any(inProject, isImageMember)))
const changeMember = any(admin, all(role('member'), isImageMember))
const readNamespace = any(admin, all(role('reader'), any(inProject, isPublic)))

/**
 * The policy of the image service: rule name, check under the new defaults, check under the older
 * ones. The older ones let a token of any role through and leave the rest to the ownership check.
 * Source: https://opendev.org/openstack/glance/src/tag/25.1.0/glance/policies
 */
const table = {
  add_image: [createImage, anyone],
  get_image: [readImage, anyone],
  get_images: [projectReader, anyone],
  modify_image: [projectMember, anyone],
  delete_image: [projectMember, anyone],
  publicize_image: [admin, admin],
  communitize_image: [projectMember, anyone],
  download_image: [downloadImage, anyone],
  upload_image: [projectMember, anyone],
  get_image_location: [projectReader, anyone],
  set_image_location: [projectMember, anyone],
  delete_image_location: [admin, anyone],
  add_member: [projectMember, anyone],
  delete_member: [projectMember, anyone],
  get_member: [readMember, anyone],
  get_members: [readMember, anyone],
  modify_member: [changeMember, anyone],
  deactivate: [projectMember, anyone],
  reactivate: [projectMember, anyone],
  copy_image: [admin, admin],
  cache_image: [admin, admin],
  cache_list: [admin, admin],
  cache_delete: [admin, admin],
  stores_info_detail: [admin, admin],
  tasks_api_access: [admin, admin],
  get_metadef_namespace: [readNamespace, anyone],
  get_metadef_namespaces: [projectReader, anyone],
  add_metadef_namespace: [admin, admin],
  modify_metadef_namespace: [admin, admin],
  delete_metadef_namespace: [admin, admin],
  get_metadef_object: [readNamespace, anyone],
  get_metadef_objects: [readNamespace, anyone],
  add_metadef_object: [admin, admin],
  modify_metadef_object: [admin, admin],
  delete_metadef_object: [admin, admin],
  list_metadef_resource_types: [readNamespace, anyone],
  get_metadef_resource_type: [readNamespace, anyone],
  add_metadef_resource_type_association: [admin, admin],
  remove_metadef_resource_type_association: [admin, admin],
  get_metadef_property: [readNamespace, anyone],
  get_metadef_properties: [readNamespace, anyone],
  add_metadef_property: [admin, admin],
  modify_metadef_property: [admin, admin],
  remove_metadef_property: [admin, admin],
  get_metadef_tag: [readNamespace, anyone],
  get_metadef_tags: [readNamespace, anyone],
  add_metadef_tag: [admin, admin],
  add_metadef_tags: [admin, admin],
  modify_metadef_tag: [admin, admin],
  delete_metadef_tag: [admin, admin],
  delete_metadef_tags: [admin, admin],
} satisfies Record<string, readonly [Check, Check]>

export type PolicyRule = keyof typeof table

/** Names of all rules, for tests and for people who want to read the table. */
export const policyRules = Object.keys(table) as PolicyRule[]

/**
 * Decides one rule for one request. Under the new defaults every rule wants a project-scoped token.
 * @returns true when the subject may do it
 */
export function isAllowed(
  mode: PolicyMode,
  rule: PolicyRule,
  who: Subject,
  target: PolicyTarget,
): boolean {
  if (mode === 'old') return table[rule][1](who, target)
  if (who.scope === 'system' || who.scope === 'domain') return false
  return table[rule][0](who, target)
}

/** True for the role `admin`, which sees and changes every project's images. */
export function isAdmin(who: Subject): boolean {
  return who.roles.includes('admin')
}
