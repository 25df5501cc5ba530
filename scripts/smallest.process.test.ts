import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser } from './lib/browser.mjs'

/*
 * Every script and bench runs, each at its smallest: figures come elsewhere, here they only must come. Not here, for they
 * have tests of their own: build, layers, notices, endure, golden/shortRuns. Not at all: golden/*.py, which need PyTorch,
 * and devices.mjs, start.mjs and test.mjs, which install.
 */

let folder: string
const at = (...path: string[]) => join(folder, ...path)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-scripts-'))
  await mkdir(at('pictures'))
  await cp('assets/sample/photo.jpg', at('pictures', 'photo.jpg'))
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

/** Runs a script to its end. @returns what it printed */
async function run(script: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['scripts/run.mjs', script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [printed, said] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  expect(child.exitCode, said).toBe(0)
  return printed
}

async function rows(script: string, ...args: string[]): Promise<Record<string, unknown>[]> {
  const lines = (await run(script, ...args)).trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}

describe('the bench', () => {
  test.each([
    ['blend', ['631x472'], 'seconds'],
    ['translate', ['live-128'], 'stroke_ms'],
    ['train', ['unet-64-b16'], 'seconds'],
    ['infer', ['unet-64-b16'], 'seconds'],
    ['perceptual', [], 'ratio_to_step_without'],
    ['font', [], null],
    ['server', ['call-128', 'hour'], null],
    ['sketch', ['64-c16'], 'steps_per_second'],
    ['start', [], 'seconds_to_first_paint'],
    ['stroke', ['pan', 'heal-600px'], 'runs'],
  ] as const)(
    '%s',
    async (name, only, figure) => {
      if ((name === 'start' || name === 'stroke') && !findBrowser()) return
      const measured = await rows('scripts/bench/index.ts', name, ...only, '--runs', '1')
      expect(measured.length).toBeGreaterThan(0)
      for (const row of measured) {
        expect(row).toMatchObject({ bench: name })
        if (figure) expect(row[figure]).toBeGreaterThan(0)
      }
    },
    600_000,
  )
})

describe('the measurements of bundled models', () => {
  const pictures = () => ['--data', at('pictures'), '--all']

  test('blend/measure.ts and sample.ts', async () => {
    const found = await rows('scripts/models/blend/measure.ts', ...pictures(), '--each', '1')
    expect(found.length).toBeGreaterThan(1)
    await run(
      'scripts/models/blend/sample.ts',
      '--data',
      at('pictures'),
      '--out',
      at('sample.png'),
      'photo.jpg:0',
    )
    expect(await readdir(folder)).toContain('sample.png')
  }, 600_000)

  test.each(['translate-gray-color-128', 'translate-flat-photo-128'])(
    'translate/measure.ts of %s',
    async (model) => {
      const found = await rows('scripts/models/translate/measure.ts', '--model', model, ...pictures())
      expect(found.length).toBeGreaterThan(0)
    },
    600_000,
  )

  test('translate/measureStyle.ts', async () => {
    const [found] = await rows(
      'scripts/models/translate/measureStyle.ts',
      '--model',
      'style-photo-monet-128',
      '--from',
      at('pictures'),
      '--to',
      at('pictures'),
      '--all',
    )
    expect(Object.values(found!).some((value) => typeof value === 'number')).toBe(true)
  }, 600_000)
})

test('drawings.ts and otherStyle.ts make pairs of a package of drawings', async () => {
  const drawing = (fill: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><circle cx="36" cy="36" r="20" fill="${fill}" stroke="#000" stroke-width="2"/></svg>`
  const hexcodes = Array.from({ length: 120 }, (_, k) => `1F${600 + k}`)
  await mkdir(at('drawn/data'), { recursive: true })
  for (const [kind, fill] of Object.entries({ black: 'none', color: '#d1495b' })) {
    await mkdir(at('drawn', kind, 'svg'), { recursive: true })
    for (const hexcode of hexcodes) await writeFile(at('drawn', kind, 'svg', `${hexcode}.svg`), drawing(fill))
  }
  const listed = hexcodes.map((hexcode) => ({ hexcode, group: 'smileys', subgroups: 'face', skintone: '' }))
  await writeFile(at('drawn/data/openmoji.json'), JSON.stringify(listed))
  const from = ['--package', at('drawn'), '--side', '32']
  await run('scripts/models/translate/drawings.ts', ...from, '--out', at('pairs'), '--variants', '1')
  expect(await readdir(at('pairs/input'))).toHaveLength(hexcodes.length)
  await run(
    'scripts/models/translate/otherStyle.ts',
    ...from,
    '--out',
    at('other'),
    '--train',
    '1',
    '--test',
    '1',
  )
  expect((await readdir(at('other/test/input'))).length).toBeGreaterThan(0)
}, 600_000)

test('curves.ts draws what a run wrote, stranger.ts compares networks of PyTorch, toy.ts compares objectives', async () => {
  await mkdir(at('run'))
  const steps = Array.from({ length: 12 }, (_, k) => JSON.stringify({ step: k + 1, l1: 1 / (k + 1) }))
  await writeFile(at('run/curves.jsonl'), steps.join('\n'))
  await run('scripts/models/translate/curves.ts', '--run', at('run'), '--out', at('curves.png'))
  expect(await readdir(folder)).toContain('curves.png')
  expect(await run('scripts/stranger.ts')).toContain('| resnet9 |')
  expect(await run('scripts/toy.ts', at('toy'), '--seeds', '1', '--steps', '4')).toContain('swissroll')
}, 600_000)
