import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { DeviceId } from '../../contract/procedures/app.ts'
import { inEnglish, type Text } from '../../contract/text.ts'
import { LostTensor, type Session, type SessionTensor, type SessionTensors } from '../../graph/session.ts'
import { probeModel } from '../devices/model.ts'
import { differenceOf, faultOf } from './compare.ts'
import { createOpener, type OpenerOptions } from './open.ts'
import { verdictsIn, verdictsInMemory } from './verdicts.ts'

const model = probeModel()
const feeds = (...data: number[]) => ({ x: { data: Float32Array.from(data), shape: [data.length] } })
const numbers = (tensors: SessionTensors) => [...(tensors.y!.data as Float32Array)]

/** By the clock of the tests, in milliseconds; a run on the processor takes 2. */
let clock = 0

/** A runtime whose processor doubles, and whose device does what it is told. */
function runtime(onDevice: (x: Float32Array) => Float32Array, milliseconds = 1) {
  const runs: DeviceId[] = []
  const open = async (device: DeviceId): Promise<Session> => ({
    inputs: ['x'],
    outputs: ['y'],
    async run({ x }, wanted) {
      runs.push(device)
      const data = (x as SessionTensor).data as Float32Array
      clock += device === 'cpu' ? 2 : milliseconds
      const result = device === 'cpu' ? data.map((value) => 2 * value) : onDevice(data)
      const into = Array.isArray(wanted) ? undefined : (wanted as SessionTensors | undefined)?.y
      if (into) (into.data as Float32Array).set(result)
      return { y: { data: (into?.data as Float32Array) ?? result, shape: x!.shape } }
    },
    release: async () => {},
  })
  return { runs, open }
}

function opener(open: OpenerOptions['openOn'], verdicts = verdictsInMemory(), allowSlow = false) {
  const told: Text[] = []
  const options = {
    device: 'webgpu' as const,
    title: 'lines',
    verdicts,
    allowSlow,
    openOn: open!,
    now: () => clock,
  }
  return { told, openSession: createOpener({ ...options, tell: (said) => told.push(said) }) }
}

const double = (x: Float32Array) => x.map((value) => 2 * value)

test('a device that agrees computes, after it was compared once', async () => {
  const { runs, open } = runtime(double)
  const { told, openSession } = opener(open)
  const session = await openSession(model)
  expect(numbers(await session.run(feeds(1, 2)))).toEqual([2, 4])
  expect(runs).toContain('cpu')
  runs.length = 0
  expect(numbers(await session.run(feeds(3)))).toEqual([6])
  expect(runs).toEqual(['webgpu'])
  expect(told).toEqual([])
})

test('one that differs gives way to the processor, which is said once, with by how much', async () => {
  const { runs, open } = runtime((x) => x.map((value) => 2 * value + 0.4))
  const { told, openSession } = opener(open)
  const first = await openSession(model)
  expect(numbers(await first.run(feeds(1, 2)))).toEqual([2, 4])
  const second = await openSession(model)
  runs.length = 0
  expect(numbers(await second.run(feeds(5)))).toEqual([10])
  expect(runs).toEqual(['cpu'])
  expect(told.map(inEnglish)).toEqual([
    'Graphics card (WebGPU) computes lines otherwise than the processor, by 0.10 of the largest number where 0.005 is allowed. The processor computes it.',
  ])
})

test('tensors that are both input and output hold the processor’s results after the comparison', async () => {
  const { open } = runtime((x) => x.map((value) => -value))
  const { openSession } = opener(open)
  const session = await openSession(model)
  const data = Float32Array.of(1, 2)
  await session.run({ x: { data, shape: [2] } }, { y: { data, shape: [2] } })
  expect([...data]).toEqual([2, 4])
})

test('one that is slower is not used, unless that is wanted', async () => {
  const { runs, open } = runtime(double, 50)
  const impatient = opener(open)
  await (await impatient.openSession(model)).run(feeds(1))
  expect(impatient.told.map(({ key }) => key)).toEqual(['errors:devices.slower'])
  const patient = opener(open, verdictsInMemory(), true)
  const session = await patient.openSession(model)
  await session.run(feeds(1))
  runs.length = 0
  await session.run(feeds(1))
  expect(runs).toEqual(['webgpu'])
  expect(patient.told).toEqual([])
})

test('a device that vanishes while it computes costs no result', async () => {
  let lost = false
  const { open } = runtime((x) => {
    if (lost) throw new Error('Device is lost\n at somewhere')
    return double(x)
  })
  const { told, openSession } = opener(open)
  const session = await openSession(model)
  await session.run(feeds(1))
  lost = true
  expect(numbers(await session.run(feeds(4)))).toEqual([8])
  expect(numbers(await session.run(feeds(5)))).toEqual([10])
  expect(told.map(inEnglish)).toEqual([
    'Graphics card (WebGPU) failed at lines (Device is lost). The processor computes it.',
  ])
})

test('a device that can still be read gives back what it kept when it fails; one that cannot says so', async () => {
  const device = { fails: false, gone: false }
  const open = async (id: DeviceId): Promise<Session> => {
    const session = await runtime(double).open(id)
    if (id === 'cpu')
      return {
        ...session,
        async run({ x }, wanted) {
          const data = 'read' in x! ? await x.read() : x!.data
          return session.run({ x: { data, shape: x!.shape } }, wanted)
        },
      }
    return {
      ...session,
      async runKeeping({ x }) {
        if (device.fails) throw new Error('out of memory')
        const data = double('read' in x! ? await x.read() : (x!.data as Float32Array))
        const read = async () => {
          if (device.gone) throw new LostTensor('Device is lost')
          return data
        }
        return new Map([['y', { shape: [1], read, release() {} }]])
      },
    }
  }
  const { told, openSession } = opener(open)
  const session = await openSession(model, { kept: ['y'] })
  const into = { y: { data: new Float32Array(1), shape: [1] } }
  // The comparison's results are the processor's.
  expect((await session.runKeeping!(feeds(1), into)).size).toBe(0)
  expect(into.y.data[0]).toBe(2)
  const y = (await session.runKeeping!(feeds(5), into)).get('y')!
  expect(await y.read()).toEqual(Float32Array.of(10))
  device.fails = true
  expect((await session.runKeeping!({ x: y }, into)).size).toBe(0)
  expect(into.y.data[0]).toBe(20)
  expect(told.map(({ key }) => key)).toEqual(['errors:devices.failed'])
  device.gone = true
  await expect(session.runKeeping!({ x: y }, into)).rejects.toThrow(LostTensor)
})

test('a trial decides before anything else is computed, by a model of its own where it has one', async () => {
  const { runs, open } = runtime((x) => x)
  const { told, openSession } = opener(open)
  const trial = () => ({ feeds: feeds(1), model: probeModel() })
  const session = await openSession(model, { network: 'style fixed', trial })
  expect(told).toHaveLength(1)
  runs.length = 0
  await session.run(feeds(1))
  expect(runs).toEqual(['cpu'])
})

test('verdicts outlive the process, and not another runtime', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-verdicts-'))
  try {
    const verdict = { fault: null, difference: 1e-6, deviceSeconds: 0.1, cpuSeconds: 0.2, said: '' }
    verdictsIn(folder, '1.30').set('webgpu', 'abc', verdict)
    expect(verdictsIn(folder, '1.30').get('webgpu', 'abc')).toEqual(verdict)
    expect(verdictsIn(folder, '1.30').get('cuda', 'abc')).toBeUndefined()
    expect(verdictsIn(folder, '1.31').get('webgpu', 'abc')).toBeUndefined()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the difference is a share of the largest number, and NaN is beyond any', () => {
  const y = (...data: number[]): SessionTensors => ({
    y: { data: Float32Array.from(data), shape: [data.length] },
  })
  expect(differenceOf(y(1, 10.5), y(1, 10))).toBeCloseTo(0.05)
  expect(differenceOf(y(Number.NaN, 1), y(1, 1))).toBe(Number.POSITIVE_INFINITY)
  // Zero but for rounding, beside a tensor that is not.
  const tiny = { ...y(1), z: { data: Float32Array.of(1e-9), shape: [1] } }
  expect(differenceOf({ ...y(1), z: { data: Float32Array.of(-1e-9), shape: [1] } }, tiny)).toBeLessThan(1e-5)
  const times = { deviceSeconds: 0.004, cpuSeconds: 0.001 }
  expect(faultOf({ difference: 0, ...times }, false)).toBeNull()
  expect(faultOf({ difference: 0, ...times, deviceSeconds: 0.1 }, false)).toBe('slower')
  expect(faultOf({ difference: Number.NaN, ...times }, true)).toBe('differs')
})
