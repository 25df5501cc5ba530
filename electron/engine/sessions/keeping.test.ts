import { expect, test } from 'vitest'
import * as op from '../../graph/builder.ts'
import type { OpenSession } from '../../graph/session.ts'
import { mlp } from '../../nets/mlp.ts'
import { l2 } from '../../train/objectives/pixels.ts'
import { adam } from '../../train/optimisers/adam.ts'
import { compileStep } from '../../train/step/program.ts'
import { StepBuilder } from '../../train/step/step.ts'
import { Trainer } from '../../train/step/trainer.ts'
import { probeModel } from '../devices/model.ts'
import { createOpener } from './open.ts'
import { openOn } from './runtime.ts'
import { verdictsInMemory } from './verdicts.ts'
import { findWebgpu } from './webgpu.fixture.ts'

/* Tensors of a training that stay on WebGPU from step to step. */

const usable = await findWebgpu(probeModel())

const onWebgpu = (): OpenSession =>
  createOpener({
    device: 'webgpu',
    title: 'lines',
    verdicts: verdictsInMemory(),
    allowSlow: true,
    tell: (said) => expect(said).toBeUndefined(),
  })

const network = (hidden: number) => mlp({ outputs: 3, hidden: [hidden], activation: op.tanh })

async function trainerOn(open: OpenSession, hidden = 16): Promise<Trainer> {
  const net = network(hidden)
  const trainer = new Trainer({ seed: 3, total: 1000, open })
  const step = new StepBuilder()
  const loss = l2(net(step.input('x', [4, 5]), step.weights('fit')), step.input('y', [4, 3]))
  step.minimise('fit', loss, { optimiser: adam(), rate: () => 1e-2 })
  step.average('fit', 0.9)
  step.report('loss', loss)
  await trainer.load('step', compileStep(step))
  const view = new StepBuilder()
  view.result('shown', net(view.input('x', [4, 5]), view.averaged('fit')))
  await trainer.load('view', compileStep(view, { readOnly: true }))
  return trainer
}

const batch = (k: number) => ({
  x: Float32Array.from({ length: 20 }, (_, i) => Math.sin(i + k)),
  y: Float32Array.from({ length: 12 }, (_, i) => Math.cos(i * k)),
})

async function steps(trainer: Trainer, count: number): Promise<number[]> {
  const losses: number[] = []
  for (let k = 0; k < count; k++) {
    losses.push((await trainer.run('step', batch(trainer.position.step))).loss!)
    trainer.position.step++
  }
  return losses
}

test.skipIf(!usable)('losses, what is looked at and weights are those of the processor', async () => {
  const device = await trainerOn(onWebgpu())
  const cpu = await trainerOn((model) => openOn('cpu', model, { threads: 1 }))
  const close = (found: ArrayLike<number>, wanted: ArrayLike<number>) => {
    expect(found.length).toBe(wanted.length)
    for (let i = 0; i < wanted.length; i++) expect(found[i]).toBeCloseTo(wanted[i]!, 4)
  }
  const weight = device.tensors.names.find((name) => name.endsWith('weight'))!
  close(await steps(device, 4), await steps(cpu, 4))
  // Nothing reaches it by mistake while it lies there.
  expect(() => device.tensors.get(weight)).toThrow(/lies on a device/)
  const shown = async (trainer: Trainer) => (await trainer.view('view', batch(9))).get('shown')!.data
  close(await shown(device), await shown(cpu))
  await device.tensors.fetch()
  for (const name of cpu.tensors.names) close(device.tensors.get(name).data, cpu.tensors.get(name).data)
  close(await steps(device, 3), await steps(cpu, 3))
  expect(() => device.tensors.get(weight)).toThrow(/lies on a device/)
  await device.release()
  await cpu.release()
})

test.skipIf(!usable)('a checkpoint in the middle and going on from it change no bit', async () => {
  const open = onWebgpu()
  // The first step of a network is the processor's, which it is compared with.
  const first = await trainerOn(open)
  await steps(first, 1)
  const whole = await trainerOn(open)
  await steps(whole, 3)
  await whole.tensors.fetch()
  const rest = await trainerOn(open)
  for (const name of whole.tensors.names) {
    const { shape, data } = whole.tensors.get(name)
    rest.tensors.load(name, { shape, data: data.slice() })
  }
  rest.position = structuredClone(whole.position)
  expect(await steps(rest, 3)).toEqual(await steps(whole, 3))
  for (const { tensors } of [whole, rest]) await tensors.fetch()
  for (const name of whole.tensors.names)
    expect(rest.tensors.get(name).data, name).toEqual(whole.tensors.get(name).data)
  for (const trainer of [first, whole, rest]) await trainer.release()
})

test.skipIf(!usable)(
  'memory does not grow from step to step',
  async () => {
    // The driver by software has its memory in this process: weights, moments and averages of 1.1 MB a step.
    const trainer = await trainerOn(onWebgpu(), 2 ** 13)
    await steps(trainer, 3)
    const before = process.memoryUsage().rss
    await steps(trainer, 24)
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(20)
    await trainer.release()
  },
  900_000,
)
