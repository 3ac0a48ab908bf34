// Makes the bundle that a container image holds: what the server needs to run, without node_modules beside it.
// Usage: node scripts/bundle.mjs FOLDER
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBuild, fail, root } from './prepare.mjs'

const distDir = process.env.NEXT_DIST_DIR ?? '.next'
const target = process.argv[2]
if (!target) fail('Usage: node scripts/bundle.mjs FOLDER')

process.env.NEXT_OUTPUT = 'standalone'
process.env.NODE_ENV = 'production'
const made = path.join(root, distDir, 'standalone')
// A build without a bundle, as `npm run build` makes it, counts as none.
if (!existsSync(made)) rmSync(path.join(root, distDir, 'BUILD_ID'), { force: true })
if (ensureBuild(distDir) !== 0) fail('The build failed.')
if (!existsSync(path.join(made, 'server.js'))) fail(`${made} holds no server.js.`)

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
cpSync(made, target, { recursive: true, verbatimSymlinks: true })
// Next leaves these two out, for those who serve them from elsewhere.
cpSync(path.join(root, 'public'), path.join(target, 'public'), { recursive: true })
cpSync(path.join(root, distDir, 'static'), path.join(target, distDir, 'static'), {
  recursive: true,
})
console.log(target)
