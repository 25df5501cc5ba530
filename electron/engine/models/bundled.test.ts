import { join } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { BLENDING_MODEL } from '../../contract/model/bundled.ts'
import { runModel } from '../../graph/testing/runtime.fixture.ts'
import { applicationFolder } from '../paths.ts'
import { listModels, loadModel } from './folder.ts'

const modelsFolder = join(applicationFolder, 'models')

test('every bundled model is what its manifest says, and together they stay under 80 MB', async () => {
  const models = await listModels(modelsFolder)
  expect(models.map(({ id }) => id)).toContain(BLENDING_MODEL)
  expect(models.map(({ problem }) => problem).filter(Boolean)).toEqual([])
  const bytes = models.flatMap(({ manifest }) => manifest!.files.map((file) => file.bytes))
  expect(bytes.reduce((a, b) => a + b)).toBeLessThan(80e6)
})

test('the blending network darkens an object that is too bright, and leaves the rest exactly', async () => {
  const { files } = await loadModel(modelsFolder, BLENDING_MODEL)
  const count = 64 * 64
  const inside = (i: number) => Math.hypot((i % 64) - 32, Math.floor(i / 64) - 32) < 14
  const level = (i: number) => Math.fround(-0.3 + 0.1 * Math.sin(i / 9))
  const input = Float32Array.from({ length: 4 * count }, (_, k) => {
    const i = k % count
    if (k >= 3 * count) return inside(i) ? 1 : -1
    return inside(i) ? level(i) + 0.6 : level(i)
  })
  const { output } = Object.fromEntries(
    await runModel(files.generator!, { input: new Tensor('float32', input, [1, 4, 64, 64]) }),
  )
  const changes = output!.data.map((value, k) => value - input[k]!)
  expect(changes.every((change, k) => inside(k % count) || change === 0)).toBe(true)
  const corrected = changes.filter((_, k) => inside(k % count))
  expect(corrected.reduce((a, b) => a + b) / corrected.length).toBeLessThan(-0.05)
})

test('a dot of colour on an outlined garment colours the garment, and the ground much less', async () => {
  const { files } = await loadModel(modelsFolder, 'translate-edges-clothes-128')
  const side = 128
  const count = side * side
  const at = (x: number, y: number) => y * side + x
  // A skirt: wider below.
  const left = (y: number) => Math.round(52 - (y - 30) / 4)
  const right = (y: number) => side - 1 - left(y)
  const input = new Float32Array(5 * count).fill(1, 0, count)
  for (let y = 30; y < 110; y++) for (const x of [left(y), right(y)]) input[at(x, y)] = -1
  for (const y of [30, 109]) for (let x = left(y); x <= right(y); x++) input[at(x, y)] = -1
  for (let y = 66; y < 73; y++)
    for (let x = 60; x < 67; x++)
      for (const [plane, value] of [0.7, -0.7, -0.7, 1].entries())
        input[(plane + 1) * count + at(x, y)] = value
  const made = await runModel(files.generator!, { input: new Tensor('float32', input, [1, 5, side, side]) })
  const data = Object.fromEntries(made).output!.data
  const redness = (belongs: (x: number, y: number) => boolean) => {
    const cells = Array.from({ length: count }, (_, k) => k).filter((k) =>
      belongs(k % side, Math.floor(k / side)),
    )
    const mean = (c: number) => cells.reduce((sum, k) => sum + data[c * count + k]!, 0) / cells.length
    return mean(0) - (mean(1) + mean(2)) / 2
  }
  const garment = redness((x, y) => y > 36 && y < 104 && x > left(y) + 4 && x < right(y) - 4)
  const ground = redness((x, y) => x < 12 || x > 115 || y < 12)
  expect(garment).toBeGreaterThan(0.5)
  expect(ground).toBeLessThan(garment / 2)
})
