import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { cloudsFile, openrcFile } from './sign-in-files'

const signIn = {
  authUrl: 'https://id.example/v3',
  region: 'RegionOne',
  userName: `o'neil "$(id)"`,
  userDomain: 'Default',
  projectId: '0123456789abcdef0123456789abcdef',
  projectName: 'a: b #c',
  projectDomain: '默认',
}

describe('openrcFile', () => {
  it('sets what a client needs, clears what another file left, and asks for the password', () => {
    const script = `${openrcFile(signIn)}\nenv | grep ^OS_ | sort`
    const out = execFileSync('bash', ['--norc', '-c', script], {
      encoding: 'utf8',
      input: ' sec"ret \n',
      env: { NODE_ENV: 'test', PATH: process.env.PATH ?? '', OS_TOKEN: 'old' },
    })
    const set = Object.fromEntries(
      [...out.matchAll(/^(OS_\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]),
    )
    expect(set).toEqual({
      OS_AUTH_TYPE: 'password',
      OS_AUTH_URL: signIn.authUrl,
      OS_IDENTITY_API_VERSION: '3',
      OS_INTERFACE: 'public',
      OS_PASSWORD: ' sec"ret ',
      OS_PROJECT_DOMAIN_NAME: '默认',
      OS_PROJECT_ID: signIn.projectId,
      OS_PROJECT_NAME: signIn.projectName,
      OS_REGION_NAME: 'RegionOne',
      OS_USERNAME: signIn.userName,
      OS_USER_DOMAIN_NAME: 'Default',
    })
  })

  it('leaves an unknown region out', () => {
    expect(openrcFile({ ...signIn, region: '' })).not.toContain('OS_REGION_NAME')
  })
})

it('clouds.yaml says the same, without a password', () => {
  expect(parse(cloudsFile(signIn))).toEqual({
    clouds: {
      vitrine: {
        auth_type: 'password',
        auth: {
          auth_url: signIn.authUrl,
          username: signIn.userName,
          user_domain_name: 'Default',
          project_id: signIn.projectId,
          project_name: signIn.projectName,
          project_domain_name: '默认',
        },
        region_name: 'RegionOne',
        interface: 'public',
        identity_api_version: 3,
      },
    },
  })
})
