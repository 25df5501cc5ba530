import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { hasDisplay, openInBrowser } from './lib/browser.mjs'
import { downloadElectron, findElectron } from './lib/electron.mjs'
import { install } from './lib/install.mjs'
import { run, runNode } from './lib/processes.mjs'
import { serveStudio } from './lib/serve.mjs'

/*
 * `npm start`: installs what is missing, builds what is stale, opens the studio. Electron's window where that
 * can be had, else the browser. Runs on Node alone, before anything is installed.
 */

const root = fileURLToPath(new URL('..', import.meta.url))

const usage = `Opens the studio.

  npm start                         Electron's window, or the browser where there is none
  npm start -- --browser            the browser
  npm start -- --browser --port N   at a port of your choice; any free one without it
  npm start -- --no-open            print the address, open nothing`

/** @returns {Promise<string>} why there is no window; empty when Electron is ready */
async function whyNoWindow() {
  if (!hasDisplay()) return 'there is no display'
  if (findElectron(root)) return ''
  return downloadElectron(root)
}

async function main() {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean', default: false },
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  await install(root)
  await build()
  // Says what an NVIDIA graphics card lacks; nothing where there is none.
  await runNode('out/main/cuda.js', ['hint'], { cwd: root })
  if (!values.browser && !values['no-open']) {
    const reason = await whyNoWindow()
    if (!reason) {
      process.exitCode = await run(/** @type {string} */ (findElectron(root)), [root])
      return
    }
    console.log(`Electron's window cannot open here (${reason}), so the studio opens in the browser.`)
  }
  process.exitCode = await serveStudio(values.port, (url) => {
    console.log(`The studio is at ${url}\nPress Ctrl-C to stop it.`)
    if (!values['no-open'] && hasDisplay()) openInBrowser(url)
  })
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
