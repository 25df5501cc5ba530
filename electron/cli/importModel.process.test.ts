import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runGanvas } from './runGanvas.fixture.ts'

let folder = ''
const at = (...names: string[]) => join(folder, ...names)
const ganvas = (...args: string[]) => runGanvas(at('data'), args)
const resnet = join('tests', 'golden', 'import', 'resnet9-eval-12.onnx')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-import-'))
  await sharp({ create: { width: 60, height: 44, channels: 3, background: '#6080c0' } }).toFile(
    at('blue.png'),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const naming = ['--id', 'mine', '--title', 'My style', '--licence', 'CC0']

test('a network is looked at, corrected, tried out and installed, and then listed and checked', async () => {
  const looked = await ganvas('models', 'import', resnet, '--json')
  expect(looked).toMatchObject({ code: 0, stderr: '' })
  const report = JSON.parse(looked.stdout)
  expect(report.proposal).toMatchObject({ kind: 'style', size: { multiple: 4 } })
  expect(report.installed).toBeUndefined()

  const trial = ['--try', at('blue.png'), '--out', at('out.png'), '--side', '64']
  const done = await ganvas('models', 'import', resnet, ...naming, ...trial, '--order', 'BGR')
  expect(done).toMatchObject({ code: 0, stderr: '' })
  expect(done.stdout).toMatch(/order +BGR +corrected; proposed was RGB/)
  expect(done.stdout).toContain('"mine" can be used now')
  expect(await sharp(at('out.png')).metadata()).toMatchObject({ width: 88, height: 64 })

  expect((await ganvas('models', 'list')).stdout).toMatch(/^mine .* own .* style, My style$/m)
  expect((await ganvas('models', 'show', 'mine')).stdout).toContain('Imported from `resnet9-eval-12.onnx`')
  expect((await ganvas('models', 'check', 'mine')).stdout).toContain('was translated in')
})

test('an installed one is exported, not replaced by chance, and removed', async () => {
  expect(await ganvas('models', 'export', 'mine', '--out', at('exported'))).toMatchObject({ code: 0 })
  expect(JSON.parse(await readFile(at('exported', 'manifest.json'), 'utf8')).id).toBe('mine')
  const again = await ganvas('models', 'import', resnet, ...naming)
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('There is a model "mine" already') })
  expect(await ganvas('models', 'remove', 'mine')).toMatchObject({ code: 0 })
  expect((await ganvas('models', 'show', 'mine')).stderr).toContain('"mine" is not installed')
})

test('wrong arguments are told, and a file that is none', async () => {
  const wrong: [string[], string][] = [
    [[], 'takes one file'],
    [[resnet, '--id', 'mine'], '--title is missing'],
    [[resnet, '--id', '../up', '--title', 'x'], '--id "../up"'],
    [[resnet, '--input-range', 'loud'], '--input-range "loud"'],
    [[resnet, '--kind', 'poem'], '--kind "poem"'],
    [[resnet, '--out', 'x.png'], '--out is of --try'],
  ]
  for (const [args, said] of wrong) {
    const result = await ganvas('models', 'import', ...args)
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  }
  expect(await ganvas('models', 'import', 'package.json')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('package.json is no ONNX model'),
  })
})
