import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from '../../contract/client.ts'
import { type EngineContract, engineContract } from '../../contract/engine.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { RunInfo } from '../../contract/procedures/lab.ts'
import { channelWire } from '../../contract/wires/channel.ts'
import { installModel, TINT_MODEL, tintManifestOf, tintNetwork } from '../models/model.fixture.ts'
import { builtFile } from '../paths.ts'

let folder = ''
let engine: ChildProcess
let client: Client<EngineContract>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ganvas-meanwhile-'))
  const model = tintNetwork(30, -20)
  await installModel(join(folder, 'models'), model, tintManifestOf(model), TINT_MODEL)
  await mkdir(join(folder, 'pictures'))
  for (let k = 0; k < 6; k++) {
    const { data, ...raw } = picture(40, 32, k)
    await sharp(data, { raw }).toFile(join(folder, 'pictures', `p${k}.png`))
  }
  engine = fork(fileURLToPath(builtFile('engine.js')), [], {
    env: { ...process.env, GANVAS_DATA: folder },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // Its first message says that it is ready.
  await once(engine, 'message')
  client = createClient(engineContract, channelWire(engine))
  engine.send('serve-channel')
})
afterAll(async () => {
  const ended = once(engine, 'exit')
  engine.send('end')
  await ended
  await rm(folder, { recursive: true, force: true })
})

function picture(width: number, height: number, seed: number): Pixels {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => 128 + 100 * Math.sin(i / (5 + seed)))
  return { width, height, channels: 3, data }
}

async function theRun(): Promise<RunInfo> {
  const { runs } = await client.call('lab.list', {})
  return runs[0]!
}

const reaches = (step: number) =>
  expect.poll(async () => (await theRun()).step, { interval: 100 }).toBeGreaterThan(step)

test('pictures are translated, blended and written while a training runs, and it goes on', async () => {
  const { name } = await client.call('lab.start', {
    title: 'Meanwhile',
    plan: {
      data: { kind: 'pictures', folder: join(folder, 'pictures'), pairing: 'gray' },
      from: null,
      settings: {
        steps: 1_000_000,
        batch: 2,
        seed: 0,
        threads: 1,
        options: { size: 16, depth: 3, base: 2, patch: 16 },
      },
    },
  })
  await reaches(3)
  const photo = picture(640, 480, 1)
  const out = join(folder, 'results')
  const [translated, blended, batch] = await Promise.all([
    client.call('translate.run', { model: TINT_MODEL, picture: photo, settings: {} }),
    client.call('blend.run', {
      background: photo,
      source: picture(200, 160, 9),
      transform: { x: 100, y: 80, scaleX: 1, scaleY: 1, rotation: 0 },
      settings: { method: 'gp', anchor: 'composite', beta: 1, kernel: 'normal' },
      whole: true,
    }),
    client.call('translate.batch', { model: TINT_MODEL, from: [join(folder, 'pictures')], out }),
  ])
  expect([translated.pixels.width, translated.pixels.height]).toEqual([640, 480])
  expect([blended.pixels.width, blended.pixels.height]).toEqual([640, 480])
  expect([batch.done.length, batch.failed]).toEqual([6, []])
  await client.call('files.export', {
    composite: translated.pixels,
    options: { format: 'png' },
    target: { path: join(out, 'photo.png'), overwrite: false },
  })

  const then = await theRun()
  expect(then.state).toBe('training')
  await reaches(then.step)
  expect((await client.call('lab.stop', { name })).state).toBe('stopped')
})
