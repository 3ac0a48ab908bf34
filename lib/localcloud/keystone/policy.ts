import type { Ask } from './ask'
import { forbidden } from './failures'
import type { KeystoneToken } from './token-store'

/** What a rule may look at besides the token. Ids are undefined when the thing does not exist. */
export type Target = {
  userId?: string | undefined
  userDomainId?: string | undefined
  projectId?: string | undefined
  projectDomainId?: string | undefined
  domainId?: string | undefined
  groupDomainId?: string | undefined
}

type Rule = (token: KeystoneToken, target: Target) => boolean

const hasRole = (token: KeystoneToken, name: string) =>
  token.roles.some((role) => role.name === name)

const anyone: Rule = () => true
const admin: Rule = (token) => hasRole(token, 'admin')
const systemReader: Rule = (token) => token.scope.kind === 'system' && hasRole(token, 'reader')
const service: Rule = (token) => hasRole(token, 'service')
const self: Rule = (token, { userId }) => userId === token.user.id
const inProject: Rule = (token, { projectId }) =>
  token.project !== undefined && token.project.id === projectId

/** A reader of the domain that one of the target's ids names. */
const domainReader =
  (key: keyof Target): Rule =>
  (token, target) =>
    token.scope.kind === 'domain' && hasRole(token, 'reader') && token.scope.id === target[key]

const ownDomain: Rule = (token, { domainId }) =>
  domainId !== undefined &&
  (token.domain?.id === domainId || token.project?.domain?.id === domainId)

const domainGrantReader: Rule = (token, target) =>
  (domainReader('userDomainId')(token, target) || domainReader('groupDomainId')(token, target)) &&
  (domainReader('projectDomainId')(token, target) || domainReader('domainId')(token, target))

const domainGrantAdmin: Rule = (token, target) =>
  hasRole(token, 'admin') && domainGrantReader(token, target)

const either =
  (...rules: Rule[]): Rule =>
  (token, target) =>
    rules.some((rule) => rule(token, target))

const read = either(admin, systemReader)

/**
 * Who may do what: the defaults of Keystone 22 with the old rules still valid beside the new ones
 * (`enforce_new_defaults = false`), from keystone/common/policies at 22.0.2.
 */
const rules = {
  check_token: either(read, self),
  validate_token: either(read, service, self),
  revoke_token: either(admin, self),
  get_project: either(read, domainReader('projectDomainId'), inProject),
  list_projects: either(read, domainReader('domainId')),
  list_user_projects: either(read, domainReader('userDomainId'), self),
  list_project_tags: either(read, domainReader('projectDomainId'), inProject),
  get_project_tag: either(read, domainReader('projectDomainId'), inProject),
  create_project: admin,
  update_project: admin,
  delete_project: admin,
  update_project_tags: admin,
  create_project_tag: admin,
  delete_project_tags: admin,
  delete_project_tag: admin,
  get_domain: either(read, ownDomain),
  list_domains: read,
  create_domain: admin,
  update_domain: admin,
  delete_domain: admin,
  get_user: either(read, domainReader('userDomainId'), self),
  list_users: either(read, domainReader('domainId')),
  create_user: admin,
  update_user: admin,
  delete_user: admin,
  get_group: either(read, domainReader('groupDomainId')),
  list_groups: either(read, domainReader('domainId')),
  list_groups_for_user: either(read, domainReader('userDomainId'), self),
  list_users_in_group: either(read, domainReader('groupDomainId')),
  check_user_in_group: either(read, domainReader('groupDomainId')),
  create_group: admin,
  update_group: admin,
  delete_group: admin,
  add_user_to_group: admin,
  remove_user_from_group: admin,
  get_role: read,
  list_roles: read,
  create_role: admin,
  update_role: admin,
  delete_role: admin,
  get_domain_role: read,
  list_domain_roles: read,
  create_domain_role: admin,
  update_domain_role: admin,
  delete_domain_role: admin,
  list_role_inference_rules: read,
  list_implied_roles: read,
  get_implied_role: read,
  check_implied_role: read,
  create_implied_role: admin,
  delete_implied_role: admin,
  check_grant: either(read, domainGrantReader),
  list_grants: either(read, domainGrantReader),
  create_grant: either(admin, domainGrantAdmin),
  revoke_grant: either(admin, domainGrantAdmin),
  check_system_grant_for_user: read,
  list_system_grants_for_user: read,
  create_system_grant_for_user: admin,
  revoke_system_grant_for_user: admin,
  check_system_grant_for_group: read,
  list_system_grants_for_group: read,
  create_system_grant_for_group: admin,
  revoke_system_grant_for_group: admin,
  list_role_assignments: either(read, domainReader('domainId')),
  list_role_assignments_for_tree: either(read, domainReader('domainId')),
  get_service: read,
  list_services: read,
  create_service: admin,
  update_service: admin,
  delete_service: admin,
  get_endpoint: read,
  list_endpoints: read,
  create_endpoint: admin,
  update_endpoint: admin,
  delete_endpoint: admin,
  get_region: anyone,
  list_regions: anyone,
  create_region: admin,
  update_region: admin,
  delete_region: admin,
  list_application_credentials: either(read, self),
  get_application_credential: either(read, self),
  create_application_credential: self,
  delete_application_credential: either(admin, self),
  list_credentials: either(read, self),
  get_credential: either(read, self),
  create_credential: either(admin, self),
  update_credential: either(admin, self),
  delete_credential: either(admin, self),
  ec2_list_credentials: either(read, self),
  ec2_get_credential: either(read, self),
  ec2_create_credential: either(admin, self),
  ec2_delete_credential: either(admin, self),
} satisfies Record<string, Rule>

export type Action = keyof typeof rules

/** Whether the asking token may do it. */
export function isAllowed(ask: Ask, action: Action, target: Target = {}): boolean {
  return rules[action](ask.token, target)
}

/** Throws 401 without a token, 403 when the token may not do it. */
export function enforce(ask: Ask, action: Action, target: Target = {}): void {
  if (!isAllowed(ask, action, target)) throw forbidden(`identity:${action}`)
}

/** The domain of a domain-scoped token; lists then show only what belongs to it. */
export function domainOfToken(ask: Ask): string | undefined {
  return ask.token.scope.kind === 'domain' ? ask.token.scope.id : undefined
}
