import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './processes.mjs'

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge',
  'msedge',
]

/** Chrome, Chromium or Edge on this machine; `GANVAS_BROWSER` decides where it is set. @returns {string | null} */
export function findBrowser() {
  const { GANVAS_BROWSER, PATH = '', ProgramFiles = '', LOCALAPPDATA = '' } = process.env
  if (GANVAS_BROWSER) return GANVAS_BROWSER
  const windows = [ProgramFiles, process.env['ProgramFiles(x86)'] ?? '', LOCALAPPDATA].flatMap((folder) => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ])
  const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  )
  const onPath = names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)))
  const candidates = process.platform === 'win32' ? windows : process.platform === 'darwin' ? mac : onPath
  return candidates.find((file) => existsSync(file)) ?? null
}

const VULKAN = ['/usr/lib/x86_64-linux-gnu/libvulkan.so.1', '/usr/lib/aarch64-linux-gnu/libvulkan.so.1']

/**
 * Finds a browser for the tests, or installs Debian's Chromium where that is possible, with the library by which its
 * Vulkan driver stands for a graphics card. @returns {Promise<string | null>}
 */
export async function needBrowser() {
  const found = findBrowser()
  const lacking = [
    ...(found ? [] : ['chromium', 'fonts-noto-cjk']),
    ...(VULKAN.some((file) => existsSync(file)) ? [] : ['libvulkan1']),
  ]
  if (lacking.length === 0 || process.platform !== 'linux' || process.getuid?.() !== 0 || !hasApt())
    return found
  console.log(`Installing what the tests lack with apt-get: ${lacking.join(', ')}.`)
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0']
  await run('apt-get', ['update', ...quiet], options)
  await run('apt-get', ['install', '--yes', '--no-install-recommends', ...quiet, ...lacking], options)
  return findBrowser()
}

function hasApt() {
  try {
    accessSync('/usr/bin/apt-get', constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Whether a window could appear here at all. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Opens an address in the user's own browser; silent when there is none, since the address is printed anyway. @param {string} url */
export function openInBrowser(url) {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : process.platform === 'darwin'
        ? ['open', url]
        : ['xdg-open', url]
  const child = spawn(/** @type {string} */ (command), args, { stdio: 'ignore', detached: true })
  child.once('error', () => {})
  child.unref()
}
