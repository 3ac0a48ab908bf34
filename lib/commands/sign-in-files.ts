import { shellWord } from './quote'

/** Whom a file signs in, and where. No password: nothing here knows one. */
export type SignIn = {
  authUrl: string
  region: string
  userName: string
  userDomain: string
  projectId: string
  projectName: string
  projectDomain: string
}

/**
 * An openrc file: to be sourced by bash or zsh. It asks for the password and keeps it in the shell
 * alone. Variables that another openrc may have left behind are cleared first.
 */
export function openrcFile(signIn: SignIn): string {
  const variables = [
    ['OS_AUTH_TYPE', 'password'],
    ['OS_AUTH_URL', signIn.authUrl],
    ['OS_IDENTITY_API_VERSION', '3'],
    ['OS_USERNAME', signIn.userName],
    ['OS_USER_DOMAIN_NAME', signIn.userDomain],
    ['OS_PROJECT_ID', signIn.projectId],
    ['OS_PROJECT_NAME', signIn.projectName],
    ['OS_PROJECT_DOMAIN_NAME', signIn.projectDomain],
    ['OS_REGION_NAME', signIn.region],
    ['OS_INTERFACE', 'public'],
  ] as const
  const lines = variables
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `export ${name}=${shellWord(value)}`)
  return [
    '# Source this file: . ./openrc.sh',
    'unset OS_TOKEN OS_CLOUD OS_TENANT_ID OS_TENANT_NAME OS_SYSTEM_SCOPE OS_DOMAIN_NAME',
    ...lines,
    `printf 'Password of %s on %s: ' ${shellWord(signIn.userName)} ${shellWord(signIn.projectName)}`,
    'stty -echo 2>/dev/null; IFS= read -r OS_PASSWORD; stty echo 2>/dev/null; echo',
    'export OS_PASSWORD',
    '',
  ].join('\n')
}

/**
 * A clouds.yaml with one cloud and without a password: the clients ask, or read secure.yaml.
 * Source: https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html
 */
export function cloudsFile(signIn: SignIn): string {
  // JSON's strings are YAML's double-quoted ones.
  const text = (value: string) => JSON.stringify(value)
  return [
    '# Put this file into ~/.config/openstack/, then: openstack --os-cloud vitrine image list',
    '# It holds no password. Clients ask for it, or read it from secure.yaml beside this file:',
    '#   clouds: {vitrine: {auth: {password: "…"}}}',
    'clouds:',
    '  vitrine:',
    '    auth_type: password',
    '    auth:',
    `      auth_url: ${text(signIn.authUrl)}`,
    `      username: ${text(signIn.userName)}`,
    `      user_domain_name: ${text(signIn.userDomain)}`,
    `      project_id: ${text(signIn.projectId)}`,
    `      project_name: ${text(signIn.projectName)}`,
    `      project_domain_name: ${text(signIn.projectDomain)}`,
    ...(signIn.region === '' ? [] : [`    region_name: ${text(signIn.region)}`]),
    '    interface: public',
    '    identity_api_version: 3',
    '',
  ].join('\n')
}
