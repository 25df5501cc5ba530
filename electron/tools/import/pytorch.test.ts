import { describe, expect, test } from 'vitest'
import { bake } from './bake.ts'
import { differenceFrom, drawnPicture, golden, planesOf, runBaked } from './golden.fixture.ts'
import { openNetwork } from './open.ts'
import { propose } from './propose.ts'

const none = () => {
  throw new Error('no weights lie beside these files')
}
const read = (name: string) => openNetwork(golden(`${name}.onnx`), `${name}.onnx`, none)

/* Single precision, through some twenty layers. */
const CLOSE = 2e-4

describe("pix2pix's U-Net-256 as its users export it", () => {
  test.each(['unet256-train-11', 'unet256-train-17'])(
    '%s, in training mode, gives what PyTorch gives, each picture normalised by itself',
    async (name) => {
      const network = read(name)
      const { proposal, warnings, dropouts, normalisations } = propose(network, name)
      expect(proposal).toMatchObject({
        layout: 'NCHW',
        order: 'RGB',
        inputRange: 'signed',
        outputRange: 'signed',
        size: { multiple: 256 },
        side: 256,
        kind: 'drawing',
        normalisation: 'picture',
        dropout: 'variations',
      })
      expect(dropouts).toEqual({ count: 3, active: 3 })
      expect(normalisations).toEqual({ BatchNormalization: 13 })
      const keys = warnings.map(({ text }) => text.key)
      expect(keys).toContain('errors:importWarnings.batchTraining')
      expect(keys).toContain('errors:importWarnings.dropoutActive')
      const planes = planesOf(drawnPicture(256))
      const baked = bake(network, proposal)
      expect(baked.noise.map(({ stride }) => stride)).toEqual([64, 32, 16])
      const varied = await runBaked(baked, planes, 256)
      expect(differenceFrom('unet256-train-dropped', varied, 256)).toBeLessThan(CLOSE)
      const still = await runBaked(bake(network, { ...proposal, dropout: 'off' }), planes, 256)
      expect(differenceFrom(name, still, 256)).toBeLessThan(CLOSE)
      const fixed = { ...proposal, dropout: 'off' as const, normalisation: 'running' as const }
      const running = await runBaked(bake(network, fixed), planes, 256)
      expect(differenceFrom('unet256-eval-13', running, 256)).toBeLessThan(CLOSE)
      expect(differenceFrom(name, running, 256)).toBeGreaterThan(0.05)
    },
  )

  test('in evaluation, gives what PyTorch gives by the running statistics, and says what else there is', async () => {
    const network = read('unet256-eval-13')
    const { proposal, warnings } = propose(network, 'unet.onnx')
    expect(proposal).toMatchObject({ kind: 'drawing', normalisation: 'running', dropout: 'off' })
    expect(warnings.map(({ fix }) => fix)).toContainEqual({ normalisation: 'picture' })
    const result = await runBaked(bake(network, proposal), planesOf(drawnPicture(256)), 256)
    expect(differenceFrom('unet256-eval-13', result, 256)).toBeLessThan(CLOSE)
  })
})

test.each(['resnet9-eval-12', 'resnet9-eval-20-dynamo'])(
  "CycleGAN's ResNet-9, %s, is a style of any size that gives what PyTorch gives",
  async (name) => {
    const network = read(name)
    const { proposal, normalisations } = propose(network, name)
    expect(proposal).toMatchObject({
      kind: 'style',
      size: { multiple: 4 },
      inputRange: 'signed',
      outputRange: 'signed',
    })
    expect(normalisations).toEqual({ InstanceNormalization: 23 })
    const baked = bake(network, proposal)
    const result = await runBaked(baked, planesOf(drawnPicture(128)), 128)
    expect(differenceFrom(name, result, 128)).toBeLessThan(CLOSE)
    expect((await runBaked(baked, planesOf(drawnPicture(92)), 92)).length).toBe(3 * 92 * 92)
  },
)
