import type { Image } from './schemas/image'

/**
 * Which action Glance refuses for an image because of its state or its owner, whatever the cloud's
 * policy says. What a role may do is never guessed here: the action is offered and Glance's own
 * answer is shown.
 */
const glance = 'https://opendev.org/openstack/glance/src/tag/25.1.0/glance'

/** Why an action is not possible, each with the place in Glance that refuses it. */
export const refusalSources = {
  /** `check_is_image_mutable`: only the owner's project, or an administrator. */
  foreign: `${glance}/api/v2/policy.py`,
  /** `Image.delete`: for everybody, administrators too. */
  protected: `${glance}/domain/__init__.py`,
  /** `Image.deactivate`. */
  notActive: `${glance}/domain/__init__.py`,
  /** `Image.reactivate`. */
  notDeactivated: `${glance}/domain/__init__.py`,
  /** `ImageDataController.download`: administrators may all the same. */
  deactivated: `${glance}/api/v2/image_data.py`,
  /** `ResponseSerializer.download`: an image without data answers 204. */
  noData: `${glance}/api/v2/image_data.py`,
  /** `Image.valid_state_targets`: only a queued image may become `saving`; else 409. */
  notQueued: `${glance}/domain/__init__.py`,
  /** The setters `disk_format` and `container_format` of `Image`. */
  formatsFixed: `${glance}/domain/__init__.py`,
  /** The setter `status` of `Image`: both formats must be set before data comes. */
  formatsMissing: `${glance}/domain/__init__.py`,
  /** `ImageMembersController._check_visibility_and_ownership`. */
  notShared: `${glance}/api/v2/image_members.py`,
  /** The same: the owner cannot answer for a member. */
  own: `${glance}/api/v2/image_members.py`,
} as const
export type Refusal = keyof typeof refusalSources

/** The fields of an image that the rules look at; rows of the list have them too. */
export type RuledImage = Pick<
  Image,
  'status' | 'visibility' | 'protected' | 'os_hidden' | 'owner' | 'disk_format' | 'container_format'
>

/** Who acts: the project of the scope and the roles on it. */
export type Actor = { projectId: string; roles: readonly string[] }

type Rule = (image: RuledImage, actor: Actor) => Refusal | undefined

/**
 * True for administrators as Glance understands them by default (`context_is_admin`); it only ever
 * lifts a refusal, so a cloud with another rule answers for itself.
 */
export function isAdmin(actor: Actor): boolean {
  return actor.roles.includes('admin')
}

/** True when the image belongs to the project that the person stands in. */
export function isOwn(image: Pick<Image, 'owner'>, actor: Pick<Actor, 'projectId'>): boolean {
  return image.owner === actor.projectId
}

const foreign: Rule = (image, actor) =>
  isOwn(image, actor) || isAdmin(actor) ? undefined : 'foreign'

const rules = {
  edit: foreign,
  protect: foreign,
  unprotect: foreign,
  hide: foreign,
  show: foreign,
  delete: (image, actor) => foreign(image, actor) ?? (image.protected ? 'protected' : undefined),
  deactivate: (image, actor) =>
    foreign(image, actor) ?? (image.status === 'active' ? undefined : 'notActive'),
  reactivate: (image, actor) =>
    foreign(image, actor) ?? (image.status === 'deactivated' ? undefined : 'notDeactivated'),
  download: (image, actor) => {
    if (image.status === 'active') return undefined
    if (image.status !== 'deactivated') return 'noData'
    return isAdmin(actor) ? undefined : 'deactivated'
  },
  setFormats: (image, actor) =>
    foreign(image, actor) ??
    (image.status === 'queued' || image.status === 'importing' ? undefined : 'formatsFixed'),
  upload: (image, actor) => {
    const refusal = foreign(image, actor)
    if (refusal) return refusal
    if (image.status !== 'queued') return 'notQueued'
    return image.disk_format && image.container_format ? undefined : 'formatsMissing'
  },
  share: (image, actor) =>
    foreign(image, actor) ?? (image.visibility === 'shared' ? undefined : 'notShared'),
  answerOffer: (image, actor) => {
    if (image.visibility !== 'shared') return 'notShared'
    return isOwn(image, actor) ? 'own' : undefined
  },
} satisfies Record<string, Rule>

export type ImageAction = keyof typeof rules
export const imageActions = Object.keys(rules) as ImageAction[]

/**
 * Why Glance would refuse an action on this image, or nothing when only a role could stand against.
 *
 * @param actor The project of the scope, with the roles the person has on it.
 */
export function refusalOf(
  action: ImageAction,
  image: RuledImage,
  actor: Actor,
): Refusal | undefined {
  return rules[action](image, actor)
}

/** The actions worth showing: of a pair such as protect and unprotect only the one that changes. */
export function offeredActions(image: RuledImage): ImageAction[] {
  return [
    'edit',
    'share',
    'download',
    image.status === 'deactivated' ? 'reactivate' : 'deactivate',
    image.protected ? 'unprotect' : 'protect',
    image.os_hidden ? 'show' : 'hide',
    'delete',
  ]
}

/** What a person most likely wants to do with this image next. */
export function likelyAction(image: RuledImage, actor: Actor): ImageAction {
  if (image.status === 'deactivated' && !refusalOf('reactivate', image, actor)) return 'reactivate'
  return refusalOf('edit', image, actor) ? 'download' : 'edit'
}
