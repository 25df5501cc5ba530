import { expect, it } from 'vitest'
import type { LabData, LabSettings, RunInfo } from '../../../electron/contract/procedures/lab.ts'
import { comparable } from './comparable.ts'

const run = (name: string, data: LabData, settings: Partial<LabSettings> = {}, samples = [1]) => {
  const whole = { steps: 9, batch: 1, seed: 0, threads: 1, options: { size: 64, base: 8 }, ...settings }
  return { name, samples, plan: { data, from: null, settings: whole } } as unknown as RunInfo
}

it('offers runs that draw the same pictures, however they learn, and no others', () => {
  const two: LabData = { kind: 'unpaired', a: '/a', b: '/b' }
  const one = run('one', two)
  const runs = [
    one,
    run('wider', two, { options: { size: 64, base: 32 }, steps: 90 }),
    run('another game', { ...two, game: 'dualgan' }),
    run('larger', two, { options: { size: 128, base: 8 } }),
    run('another seed', two, { seed: 1 }),
    run('another folder', { ...two, b: '/c' }),
    run('nothing drawn yet', two, {}, []),
  ]
  expect(comparable(one, runs).map(({ name }) => name)).toEqual(['wider', 'another game'])
})
