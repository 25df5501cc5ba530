import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'ganvas-train-'))
const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Starts the command in a process group of its own, engine included. */
function ganvas(...args: string[]): {
  process: ChildProcess
  ended: Promise<{ code: number | null; err: string }>
} {
  const process_ = spawn(process.execPath, [cli, ...args], {
    detached: true,
    env: { ...process.env, GANVAS_DATA: join(folder, 'data') },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let err = ''
  process_.stderr.on('data', (text) => {
    err += text
  })
  return {
    process: process_,
    ended: new Promise((resolve) => process_.on('close', (code) => resolve({ code, err }))),
  }
}

const run = (out: string, ...more: string[]) =>
  ganvas(
    'train',
    'toy',
    '--data',
    'ring8',
    '--out',
    join(folder, out),
    '--steps',
    '240',
    '--batch',
    '16',
    '--hidden',
    '8',
    '--objective',
    'r1',
    '--checkpoint-every',
    '10',
    '--threads',
    '1',
    ...more,
  )

test('a run that was killed in mid-step and resumed gives the numbers of an unbroken one', async () => {
  expect(await run('whole').ended).toMatchObject({ code: 0 })
  const broken = run('broken')
  await expect.poll(() => existsSync(join(folder, 'broken', 'checkpoint.bin')), { interval: 2 }).toBe(true)
  process.kill(-broken.process.pid!, 'SIGKILL')
  await broken.ended
  expect(existsSync(join(folder, 'broken', 'generator.onnx'))).toBe(false)
  expect(await run('broken', '--resume').ended).toMatchObject({ code: 0 })
  for (const file of ['checkpoint.bin', 'curves.jsonl', 'generator.onnx'])
    expect(
      readFileSync(join(folder, 'broken', file)).equals(readFileSync(join(folder, 'whole', file))),
      file,
    ).toBe(true)
})

// Ctrl-C reaches the whole group; whoever asks a process to end asks that one alone.
test.each([
  ['SIGINT', -1],
  ['SIGTERM', 1],
] as const)('%s ends a run with a checkpoint', async (signal, group) => {
  const out = `stopped by ${signal}`
  const stopped = run(out, '--steps', '1000000')
  await expect.poll(() => existsSync(join(folder, out, 'checkpoint.bin')), { interval: 2 }).toBe(true)
  process.kill(group * stopped.process.pid!, signal)
  expect((await stopped.ended).code).toBe(130)
  expect(existsSync(join(folder, out, 'generator.onnx'))).toBe(true)
})

test.each([
  [['train', 'toy', '--data', 'ring8'], 2, /--out is missing/],
  [
    ['train', 'toy', '--data', 'ring8', '--out', 'x', '--steps', 'many'],
    2,
    /--steps "many" is not a whole number/,
  ],
  [
    ['train', 'tyo', '--data', 'ring8', '--out', folder],
    2,
    /no recipe "tyo"; the recipes are: .*blend, .*toy/,
  ],
  [
    ['train', 'toy', '--data', 'ring8', '--out', folder, '--hiden', '8'],
    2,
    /--hiden is no option of "toy"; it has: --objective, --hidden/,
  ],
  [
    ['train', 'toy', '--data', 'ring8', '--out', folder, '--hidden', 'many'],
    2,
    /The recipe "toy" cannot use hidden "many"/,
  ],
  [['train', 'toy', '--out', folder, '--resume'], 1, /There is no .*checkpoint\.bin to go on from/],
  [
    [
      'train',
      'toy',
      '--data',
      'ring8',
      '--out',
      folder,
      '--device',
      process.platform === 'win32' ? 'coreml' : 'dml',
    ],
    1,
    /cannot be used\. It needs .* Choose another device\./,
  ],
  [['train', 'toy', '--data', 'ring9', '--out', folder], 1, /no mixture "ring9"\. Choose one of ring8/],
  [['models', 'check', join(folder, 'none.onnx')], 1, /There is no file .*none\.onnx/],
  [['export', 'a.onnx'], 2, /--out is missing/],
])('ganvas %j says what is wrong', async (args, code, message) => {
  const { code: found, err } = await ganvas(...args).ended
  expect(err).toMatch(message)
  expect(found).toBe(code)
})
