import { expect, test } from 'vitest'
import { discogan } from './rows/discogan.ts'
import { noise } from './rows/noise.ts'
import { fitted, transport } from './rows/transport.ts'

test('noise: the slope is lost without noise and kept with it, after a tenth of the steps', async () => {
  const { leftWithout, leftWithNoise } = await noise.figures(0, 0.1, () => {})
  expect(leftWithout).toBeLessThan(0.1)
  expect(leftWithNoise).toBeGreaterThan(5 * leftWithout!)
  expect(noise.reached([{ leftWithout: 0.001, leftWithNoise: 0.4 }])).toBe(true)
  expect(noise.reached([{ leftWithout: 0.1, leftWithNoise: 0.4 }])).toBe(false)
})

test('transport: the estimate grows with the distance between the lines', async () => {
  const { correlation, slope } = await transport.figures(0, 0.2, () => {})
  expect(correlation).toBeGreaterThan(0.9)
  expect(slope).toBeGreaterThan(0.5)
  expect(fitted([0, 1, 2], [1, 3, 5])).toEqual({ slope: 2, correlation: 1 })
})

test('discogan: both ways back reach more modes, and what is required is all of them', async () => {
  const { modes, modesOneWay, modesGan } = await discogan.figures(0, 0.1, () => {})
  for (const count of [modes, modesOneWay, modesGan]) expect(count).toBeGreaterThanOrEqual(1)
  expect(modes).toBeGreaterThanOrEqual(Math.max(modesOneWay!, modesGan!))
  const all = { modes: 10, modesOneWay: 5, modesGan: 5 }
  expect(discogan.reached([all, all, all, all, { ...all, modes: 9 }])).toBe(true)
  expect(discogan.reached([all, all, all, { ...all, modes: 9 }, { ...all, modes: 9 }])).toBe(false)
})
