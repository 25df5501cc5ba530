import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DeviceId } from '../../../electron/contract/procedures/app.ts'
import { adaptedTo } from '../../../electron/engine/sessions/adapt.ts'
import { openOn, type RuntimeOptions } from '../../../electron/engine/sessions/runtime.ts'
import { openDeferring } from '../../../electron/graph/deferred/session.ts'
import { writeOnnx } from '../../../electron/graph/onnx/write.ts'
import type { OpenSession } from '../../../electron/graph/session.ts'
import { sizeOf } from '../../../electron/graph/shapes.ts'
import { Random } from '../../../electron/nets/random.ts'
import { productOf } from '../../../electron/train/game/product.ts'
import { inferenceGraph } from '../../../electron/train/run/inferenceGraph.ts'
import { compileStep } from '../../../electron/train/step/program.ts'
import { StepBuilder } from '../../../electron/train/step/step.ts'
import { Tensors } from '../../../electron/train/step/tensors.ts'
import { Trainer } from '../../../electron/train/step/trainer.ts'
import { type Case, cases } from './cases.ts'
import { pix2pixSeen } from './perceptual.ts'
import { type ProfileEvent, shares } from './profile.ts'

/** Something measured: one call is one training step, or one batch through a generator. */
interface Stepper {
  step(): Promise<unknown>
  release(): Promise<void>
}

type Mode = 'train' | 'infer'

/**
 * Runs a case in a process of its own, for the sake of its peak memory. For every line `step` that it is sent, it
 * says how many seconds a step took by the clock and on all processors; for `profile`, the share of each operator in percent; for `peak`, the most memory
 * it has held, in MB.
 */
export async function serveStepper(mode: Mode, name: string, threads: number, device: string): Promise<void> {
  const subject = cases[name] ?? (await pix2pixSeen(name))
  // What a device cannot do is to be seen, and not to be done elsewhere in silence.
  const opener = (options: RuntimeOptions): OpenSession => {
    const id = DeviceId.parse(device)
    const openAny = (model: Uint8Array) =>
      openOn(id, adaptedTo(id, model), { threads, training: mode === 'train', ...options })
    return id === 'cpu' ? (model, open) => openDeferring(openAny, model, open) : openAny
  }
  const stepper = await makers[mode](subject, opener({}))
  console.log('ready')
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'step') {
      const [start, before] = [performance.now(), process.cpuUsage()]
      await stepper.step()
      const { user, system } = process.cpuUsage(before)
      console.log((performance.now() - start) / 1e3, (user + system) / 1e6)
    } else if (line === 'peak') console.log(process.resourceUsage().maxRSS / 1024)
    else console.log(JSON.stringify(await profiled(mode, subject, opener)))
  }
  await stepper.release()
}

const makers: Record<Mode, (subject: Case, open: OpenSession) => Promise<Stepper>> = {
  async train(subject, open) {
    const builder = new StepBuilder()
    subject.write(builder)
    const program = compileStep(builder)
    const batch = Object.fromEntries(program.data.map(({ name, shape }) => [name, drawn(name, shape)]))
    const trainer = new Trainer({ seed: 0, total: 1000, open })
    await trainer.load('step', program)
    return {
      async step() {
        await trainer.run('step', batch)
        trainer.position.step++
      },
      release: () => trainer.release(),
    }
  },

  async infer({ generator, input, batch }, open) {
    const builder = new StepBuilder()
    generator(builder.input('input', [batch, ...input]), builder.weights('generator', false))
    const tensors = new Tensors()
    tensors.initialise([...builder.state.values()], 0)
    const product = productOf({ network: generator, input, group: 'generator', averaged: false })
    const graph = inferenceGraph(product, (name) => tensors.get(name), batch)
    const session = await open(writeOnnx(graph).model)
    // The numbers that dropout draws are inputs of an exported network too.
    const feeds = Object.fromEntries(
      graph.inputs.map(({ name, shape }) => [name, { data: drawn(name, shape), shape }]),
    )
    return { step: () => session.run(feeds), release: () => session.release() }
  },
}

function drawn(name: string, shape: readonly number[]): Float32Array {
  const data = new Float32Array(sizeOf(shape))
  new Random(0, name).fill(data, { kind: 'uniform', from: -1, to: 1 })
  return data
}

/** Shares of the operators' time in percent, largest first, by ONNX Runtime's own profile of a few steps. */
async function profiled(
  mode: Mode,
  subject: Case,
  opener: (options: RuntimeOptions) => OpenSession,
): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'ganvas-profile-'))
  const stepper = await makers[mode](subject, opener({ profile: join(folder, 'run') }))
  for (let k = 0; k < 3; k++) await stepper.step()
  await stepper.release()
  const [file] = await readdir(folder)
  const events = JSON.parse(await readFile(join(folder, file!), 'utf8')) as ProfileEvent[]
  await rm(folder, { recursive: true })
  return shares(events)
}
