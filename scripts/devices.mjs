import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'
import { install } from './lib/install.mjs'
import { runNode } from './lib/processes.mjs'

/*
 * `npm run devices`: the devices of this machine. `npm run devices -- cuda` fetches what NVIDIA graphics cards need,
 * some 250 MB that the ordinary install leaves out.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

try {
  const [what, ...rest] = process.argv.slice(2)
  await install(root, { quiet: true })
  await build({ quiet: true })
  process.exitCode =
    what === 'cuda'
      ? await runNode('out/main/cuda.js', ['install'])
      : await runNode('out/main/cli.js', ['devices', ...(what ? [what] : []), ...rest])
} catch (error) {
  console.error(/** @type {Error} */ (error).message)
  process.exitCode = 1
}
