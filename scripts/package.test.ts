import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { NOTICES, notices } from './notices.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

interface Builder {
  getConfig(folder: string, file: string | null, config: object | null): Promise<Configuration>
  validateConfiguration(config: object, log: object): Promise<void>
}
interface Configuration {
  files: { filter: string[] }[]
  linux: { files: string[] }
  mac: { files: string[] }
  win: { files: string[] }
}
const builder = require('app-builder-lib/out/util/config/config.js') as Builder
const log = { isEnabled: false, add: () => {} }
const read = () => builder.getConfig(root, 'electron-builder.yml', null)

describe('electron-builder.yml', () => {
  it('is valid', async () => {
    await expect(builder.validateConfiguration(await read(), log)).resolves.toBeUndefined()
  })

  it('would not pass with a word misspelt', async () => {
    const { files, ...rest } = await read()
    await expect(builder.validateConfiguration({ ...rest, fils: files }, log)).rejects.toThrow('fils')
  })

  it('ships what the program reads at run time', async () => {
    const files = (await read()).files.flatMap(({ filter }) => filter)
    for (const needed of ['out/main/**', 'out/preload/**', 'out/renderer/**', 'out/kernels/**', 'assets/**'])
      expect(files).toContain(needed)
    for (const file of ['LICENSE', NOTICES]) {
      expect(files).toContain(file)
      expect(existsSync(`${root}${file}`)).toBe(true)
    }
  })

  it("leaves other platforms' ONNX Runtime out", async () => {
    const { linux, mac, win } = await read()
    const dropped = (part: { files: string[] }) =>
      /napi-v6\/\{(.*?)\}/.exec(part.files.join())?.[1]?.split(',').sort()
    expect(dropped(linux)).toEqual(['darwin', 'win32'])
    expect(dropped(mac)).toEqual(['linux', 'win32'])
    expect(dropped(win)).toEqual(['darwin', 'linux'])
  })
})

describe('the third-party notices', () => {
  const text = notices(root)

  it('are up to date: `npm run notices` writes them', () => {
    expect(readFileSync(`${root}${NOTICES}`, 'utf8') === text).toBe(true)
  })

  it('name every dependency, and those of the dependencies, but no tool of the build', () => {
    const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
      dependencies: Record<string, string>
    }
    for (const [name, version] of Object.entries(dependencies))
      expect(text).toContain(`- ${name} ${version} (`)
    expect(text).toMatch(/- onnxruntime-common /)
    expect(text).toMatch(/- @img\/sharp-libvips-linux-x64 .* \(LGPL-3\.0-or-later\)/)
    expect(text).not.toMatch(/^- (vitest|typescript|electron-builder) /m)
    expect(text).not.toContain('no licence declared')
  })
})

it('locks the packages of every platform, without which npm ci fails on all of them', () => {
  const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>
  }
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`${path}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    ),
  )
  expect(missing).toEqual([])
})
