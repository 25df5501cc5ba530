import { describe, expect, test } from 'vitest'
import { evaluate } from '../graph/evaluate.ts'
import { newGraph } from '../graph/operators/index.ts'
import { type Shape, sizeOf } from '../graph/shapes.ts'
import { dcganDiscriminator, dcganGenerator } from './dcgan.ts'
import { gatedGenerator } from './gatedGenerator.ts'
import { gpganGenerator } from './gpgan.ts'
import { mlp } from './mlp.ts'
import { countParameters } from './parameters.ts'
import { type PatchSize, patchgan, patchSizes } from './patchgan.ts'
import { resnet } from './resnet.ts'
import { unet } from './unet.ts'
import type { Network, Weights } from './weights.ts'

describe('parameter counts are those of the published networks', () => {
  const cases: [string, Network, number[], number][] = [
    ['U-Net-256', unet(), [1, 3, 256, 256], 54_413_955],
    ['U-Net-128', unet({ depth: 7 }), [1, 3, 128, 128], 41_828_995],
    ['ResNet-9', resnet(), [1, 3, 256, 256], 11_378_179],
    ['ResNet-6', resnet({ blocks: 6 }), [1, 3, 128, 128], 7_837_699],
    ['PatchGAN-70 of a pair', patchgan(), [1, 6, 256, 256], 2_768_705],
    ['PatchGAN-70 of a picture', patchgan(), [1, 3, 256, 256], 2_765_633],
    ['GP-GAN', gpganGenerator(), [2, 3, 64, 64], 71_064_803],
    ['DCGAN generator', dcganGenerator(), [2, 100], 3_576_704],
    ['DCGAN discriminator', dcganDiscriminator(), [2, 3, 64, 64], 2_765_568],
    ['MLP of the toy mixtures', mlp({ outputs: 2, hidden: [512, 512, 512] }), [4, 2], 527_874],
  ]
  for (const [name, network, input, count] of cases)
    test(name, () => expect(countParameters(network, input)).toBe(count))
})

describe('results have the shapes that the papers give', () => {
  const cases: [string, Network, number[], number[]][] = [
    ['U-Net', unet({ depth: 5, base: 4, outputs: 2 }), [1, 1, 64, 32], [1, 2, 64, 32]],
    ['ResNet', resnet({ blocks: 1, base: 4 }), [1, 3, 36, 20], [1, 3, 36, 20]],
    ['residual ResNet', resnet({ blocks: 1, base: 4, residual: true }), [1, 3, 36, 20], [1, 3, 36, 20]],
    [
      'ResNet that resizes',
      resnet({ blocks: 1, base: 4, upsampling: 'resize' }),
      [1, 3, 36, 20],
      [1, 3, 36, 20],
    ],
    ['DCGAN 8 px', dcganGenerator({ size: 8, base: 4, channels: 1 }), [2, 5], [2, 1, 8, 8]],
    ['DCGAN 128 px', dcganGenerator({ size: 128, base: 2 }), [2, 5], [2, 3, 128, 128]],
    ['gated generator', gatedGenerator({ size: 32, base: 2 }), [2, 5], [2, 3, 32, 32]],
    ['DCGAN discriminator', dcganDiscriminator({ size: 32, base: 2 }), [2, 3, 32, 32], [2, 1]],
    ['PatchGAN-70', patchgan({ base: 2 }), [1, 3, 256, 256], [1, 1, 30, 30]],
    ['PatchGAN-1', patchgan({ base: 2, patch: 1 }), [1, 3, 24, 24], [1, 1, 24, 24]],
  ]
  for (const [name, network, input, output] of cases)
    test(name, () => expect(applied(network, input).shape).toEqual(output))

  test('a U-Net names the multiple that sides must have', () => {
    expect(() => applied(unet({ depth: 5 }), [1, 3, 50, 64])).toThrow(/multiples of 32, not 64x50/)
  })
  test('a DCGAN names the sides it can have', () => {
    expect(() => applied(dcganGenerator({ size: 48 }), [1, 9])).toThrow(/48 px cannot be built/)
  })
})

test('a U-Net has dropout in its innermost layers of at most an eighth of the side, unless the rate is 0', () => {
  const noises = (dropout: number) =>
    applied(unet({ depth: 6, base: 2, dropout }), [1, 3, 64, 64])
      .graph.inputs.filter(({ name }) => name.endsWith('dropout'))
      .map(({ name, shape }) => [name, shape])
  expect(noises(0.5)).toEqual([
    ['up1/dropout', [1, 16, 2, 2]],
    ['up2/dropout', [1, 16, 4, 4]],
  ])
  expect(noises(0)).toEqual([])
})

describe('an untrained residual network gives back what it is given, whatever its other weights', () => {
  const cases: [string, Network][] = [
    ['ResNet', resnet({ blocks: 1, base: 2, residual: true })],
    ['U-Net', unet({ depth: 3, base: 2, residual: true })],
  ]
  for (const [name, network] of cases)
    test(name, () => {
      const graph = newGraph()
      const contents = (scope: string, shape: Shape) =>
        Float32Array.from({ length: sizeOf(shape) }, (_, at) => (scope === 'out/' ? 0 : Math.sin(at) ** 2))
      const weights = (scope: string): Weights => ({
        training: false,
        parameter: (_, shape) => graph.constant({ dtype: 'float32', shape, data: contents(scope, shape) }),
        buffer: (_, shape) => graph.constant({ dtype: 'float32', shape, data: contents(scope, shape) }),
        replace: () => {},
        noise: (noise) => graph.value(noise)!,
        within: (inner) => weights(`${scope}${inner}/`),
      })
      const x = graph.input('x', 'float32', [1, 3, 8, 8])
      const y = network(x, weights(''))
      const picture = Float64Array.from({ length: 3 * 64 }, (_, at) => 1.2 * Math.cos(at))
      const [{ data } = { data: [] }] = evaluate(graph, new Map([[x, picture]]), [y])
      for (const [at, value] of picture.entries())
        expect(data[at]).toBeCloseTo(Math.max(-1, Math.min(1, value)), 5)
    })
})

describe('a score of a PatchGAN judges a patch of the size in its name', () => {
  for (const patch of patchSizes) test(`${patch} px`, () => expect(receptiveField(patch)).toBe(patch))
})

/** Follows the convolutions back from one score. */
function receptiveField(patch: PatchSize): number {
  const { graph } = applied(patchgan({ patch, base: 1 }), [1, 3, 320, 320])
  const convolutions = graph.nodes.filter(({ operator }) => operator.name === 'Conv')
  return convolutions.reduceRight((field, { inputs, attributes }) => {
    const [stride = 1] = attributes.strides as number[]
    return (field - 1) * stride + inputs[1]!.shape[2]!
  }, 1)
}

function applied(network: Network, input: number[]) {
  const graph = newGraph()
  const declare = (scope: string): Weights => ({
    training: false,
    parameter: (name, shape) => graph.input(`${scope}${name}`, 'float32', shape),
    buffer: (name, shape) => graph.input(`${scope}${name}`, 'float32', shape),
    replace: () => {},
    noise: (name, shape) => graph.input(`${scope}${name}`, 'float32', shape),
    within: (inner) => declare(`${scope}${inner}/`),
  })
  return network(graph.input('x', 'float32', input), declare(''))
}
