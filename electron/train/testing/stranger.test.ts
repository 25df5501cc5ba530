import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openOnProcessor } from '../../graph/testing/runtime.fixture.ts'
import { compareStranger } from './stranger.fixture.ts'

const folder = fileURLToPath(new URL('../../../tests/golden/stranger', import.meta.url))

describe.each(['dcgan', 'unet', 'resnet9'])('a narrow %s exported from PyTorch', (name) => {
  test('runs, differentiates and is fine-tuned as in PyTorch', async () => {
    const report = await compareStranger(folder, name, openOnProcessor())
    expect(report.output).toBeLessThan(1e-4)
    expect(report.inputGradient).toBeLessThan(1e-3)
    expect(report.parameterGradient).toBeLessThan(1e-3)
    expect(report.loss).toBeLessThan(1e-4)
    expect(report.losses.at(-1)!).toBeLessThan(report.losses[0]!)
  })
})
