import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { outputTo, run, runNode } from './processes.mjs'

/**
 * What installing needs on a machine without internet access beyond a package registry: ONNX Runtime's optional
 * CUDA files and Electron's binary are not fetched by install scripts.
 */
export const installEnvironment = {
  ONNXRUNTIME_NODE_INSTALL: 'skip',
  ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
}

/**
 * Whether `node_modules` holds what `package-lock.json` asks for, version by version. Optional packages, of
 * other platforms for the most part, may be missing.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  /** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} */
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
  const have = packages(installed)
  return Object.entries(packages(join(root, 'package-lock.json'))).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || have[path]?.version === version,
  )
}

/**
 * Installs the locked packages when they are not there. What it says goes to stderr when `quiet`.
 *
 * @param {string} root
 * @param {{ quiet?: boolean }} [options]
 * @throws Error when npm fails.
 */
export async function install(root, { quiet = false } = {}) {
  if (isInstalled(root)) return
  const say = quiet ? console.error : console.log
  say('Installing packages; this takes a minute the first time.')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const options = { cwd: root, env: { ...process.env, ...installEnvironment }, stdio: outputTo(quiet) }
  const npm = npmProgram()
  const code = npm ? await runNode(npm, args, options) : await run('npm', args, options)
  if (code !== 0)
    throw new Error(
      'npm could not install the packages; see above. Check the network, then run the command again.',
    )
}

/** npm's own script, which needs no shell on any platform; null when only the `npm` command is there. */
function npmProgram() {
  const besideNode = dirname(process.execPath)
  const candidates = [
    process.env.npm_execpath ?? '',
    join(besideNode, 'node_modules/npm/bin/npm-cli.js'),
    join(besideNode, '../lib/node_modules/npm/bin/npm-cli.js'),
  ]
  return candidates.find((file) => /npm-cli\.js$/.test(file) && existsSync(file)) ?? null
}
