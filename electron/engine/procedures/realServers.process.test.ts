import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { defaultTranslateSettings } from '../../contract/document/index.ts'
import { installTranslators } from '../models/translators.fixture.ts'
import { applicationFolder } from '../paths.ts'
import { writeRepository } from '../repository/write.ts'
import { ServerClient } from '../serving/client.ts'
import { type ChoosePlace, onProcessor } from '../sessions/place.ts'
import { context } from './context.fixture.ts'
import { createTranslateHandlers } from './translate.ts'

/*
 * The servers that people have, where they can be had: Triton from the PyPI package nvidia-pytriton, and MLServer, each
 * beside onnxruntime in a Python that the environment names, or the one of the system.
 */

const servers = [
  { name: 'triton', module: 'pytriton', python: process.env.GANVAS_TRITON_PYTHON ?? 'python3' },
  { name: 'mlserver', module: 'mlserver', python: process.env.GANVAS_MLSERVER_PYTHON ?? 'python3' },
].map((server) => {
  const { status } = spawnSync(server.python, [
    '-c',
    `import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, ['${server.module}', 'onnxruntime'])))`,
  ])
  if (status !== 0)
    console.warn(
      `SKIPPED: there is no ${server.name} here. pip install ${server.name === 'triton' ? 'nvidia-pytriton==0.7.0' : 'mlserver'} onnxruntime`,
    )
  return { ...server, usable: status === 0 }
})

const folder = await mkdtemp(join(tmpdir(), 'ganvas-real-'))
const at = (name: string) => join(folder, name)
let running: ChildProcess | null = null

beforeAll(async () => {
  if (!servers.some(({ usable }) => usable)) return
  await installTranslators(at('models'), 20, -10)
  const models = ['style', 'drawing'].map((id) => ({ id, folder: at('models') }))
  const { networks } = await writeRepository(
    at('repository'),
    models,
    { batch: 4, instances: 1, storage: 'pvc://models' },
    context(),
  )
  expect(networks.map(({ name, together }) => [name, together])).toEqual([
    ['style-generator', true],
    ['style-generator-fixed', false],
    ['style-reverse', true],
    ['style-reverse-fixed', false],
    ['drawing-generator', true],
  ])
})
afterEach(async () => {
  if (!running || running.exitCode !== null) return
  running.kill('SIGKILL')
  await once(running, 'exit')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts the server on the repository, and waits until it is ready. */
async function started(name: string, python: string): Promise<string> {
  const port = await freePort()
  const script = join(applicationFolder, 'scripts/servers', `${name}.py`)
  running = spawn(python, [script, at('repository'), '--port', String(port)], { stdio: 'ignore' })
  const address = `http://127.0.0.1:${port}`
  const client = new ServerClient({ address })
  while (!(await client.ready().catch(() => false))) {
    if (running.exitCode !== null) throw new Error(`${name} ended with ${running.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  client.close()
  return address
}

const picture = (width: number, height: number) => ({
  width,
  height,
  channels: 3 as const,
  data: Uint8Array.from({ length: 3 * width * height }, (_, i) => (i * 7) % 251),
})

for (const { name, python, usable } of servers)
  test.skipIf(!usable)(
    `${name} serves the repository as it was written, and computes what this machine computes`,
    async () => {
      const address = await started(name, python)
      const place: ChoosePlace = async (title) => ({
        device: 'server',
        dataFolder: folder,
        title,
        servers: [{ address }],
      })
      const made = async (model: string, size: [number, number], where: ChoosePlace) => {
        const told = context()
        const run = createTranslateHandlers({ modelsFolders: [at('models')], place: where })['translate.run']
        const input = { model, picture: picture(...size), settings: defaultTranslateSettings }
        const { pixels } = await run(input, told)
        expect(told.events.filter(({ kind }) => kind === 'notice')).toEqual([])
        return pixels.data
      }
      // One network, one with noise, and one in tiles with the statistics of the whole.
      for (const [model, size] of [
        ['style', [120, 90]],
        ['drawing', [120, 90]],
        ['style', [1900, 1000]],
      ] as [string, [number, number]][]) {
        const [there, here] = [await made(model, size, place), await made(model, size, onProcessor)]
        let apart = 0
        for (let i = 0; i < here.length; i++) apart = Math.max(apart, Math.abs(here[i]! - there[i]!))
        expect(apart, `${model} ${size}`).toBeLessThanOrEqual(1)
      }
    },
  )
