import { httpError } from '@/lib/localcloud/glance/http-error'
import { policyRefusal } from '@/lib/localcloud/glance/image-access'
import type { GlanceRequest } from '@/lib/localcloud/glance/service'
import { isAdmin, isAllowed, type PolicyRule } from '@/lib/localcloud/policy'
import { type Namespace, readNamespace } from './namespace-rows'

/** Public namespaces are everybody's, others the owner's and the administrators'. */
export function isNamespaceVisible(request: GlanceRequest, space: Namespace): boolean {
  const { subject } = request
  return isAdmin(subject) || space.visibility === 'public' || space.owner === subject.projectId
}

/** How a missing and how a hidden namespace is told; the parts of the API differ. */
export type MissingSentence = {
  missing: (name: string) => string
  hidden: (name: string) => string | undefined
}

const plain = (name: string) => `Namespace ${name} not found`
const long = (name: string) => `Metadata definition namespace=${name} was not found.`

/** Properties, tags, resource types and changes of a namespace. */
export const plainSentence: MissingSentence = { missing: plain, hidden: plain }
/** Objects. */
export const objectSentence: MissingSentence = { missing: long, hidden: plain }
/** The namespace itself. */
export const ownSentence: MissingSentence = { missing: long, hidden: () => undefined }

/**
 * Finds the namespace of a request.
 * @throws HttpError 404
 */
export function findNamespace(
  request: GlanceRequest,
  sentence: MissingSentence = plainSentence,
): Namespace {
  const name = request.params.namespace ?? ''
  const space = readNamespace(request.service.db, name)
  if (!space) throw httpError(404, sentence.missing(name))
  if (!isNamespaceVisible(request, space)) throw httpError(404, sentence.hidden(name))
  return space
}

/** Asks the policy about a namespace without refusing. */
export function mayWithNamespace(
  request: GlanceRequest,
  space: Namespace,
  rule: PolicyRule,
): boolean {
  const { service, subject } = request
  return isAllowed(service.options.policy, rule, subject, {
    projectId: space.owner,
    visibility: space.visibility,
  })
}

/**
 * Asks the policy about a namespace.
 * @throws HttpError 404 when the subject may not even read it, else 403
 */
export function enforceWithNamespace(
  request: GlanceRequest,
  space: Namespace,
  rule: PolicyRule,
): void {
  if (mayWithNamespace(request, space, rule)) return
  const mayRead =
    rule !== 'get_metadef_namespace' && mayWithNamespace(request, space, 'get_metadef_namespace')
  throw mayRead ? policyRefusal(rule) : httpError(404)
}

/** @throws HttpError 403 when the namespace is protected; `what` names the part that should go */
export function refuseProtected(space: Namespace, what: string): void {
  if (space.protected) {
    throw httpError(403, `Metadata definition ${what} is protected and cannot be deleted.`)
  }
}
