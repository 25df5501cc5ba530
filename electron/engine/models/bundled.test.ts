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
