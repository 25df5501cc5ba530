import type { ModelManifest } from '../../contract/model/manifest.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { glyphUnet } from '../../nets/glyphUnet.ts'
import { Random } from '../../nets/random.ts'
import type { Weights } from '../../nets/weights.ts'
import { boldeningManifestOf } from './model.fixture.ts'

/** Eight channels hold the four pixels of a block, and the same with their signs turned: no rectifier loses anything of them. */
const BASE = 8
const EMBEDDING = 2
/** What a rectifier makes of a value less what it makes of the same with its sign turned, in terms of the value. */
const BOTH = 1.2

/**
 * The network of the recipe `font`, small, with weights by which it hands out what it sees in the style `plain`, and a pixel more in
 * `bold`; the deeper layers are random and have no say yet.
 */
export function trainableGlyphNetwork(): Uint8Array {
  const graph = newGraph()
  const weights = (scope: string): Weights => ({
    training: false,
    parameter(name, shape, initial) {
      const full = scope + name
      const data = set[full]?.(shape) ?? initial(shape, new Random(3, full))
      return graph.constant({ dtype: 'float32', shape, data }, full)
    },
    buffer: () => {
      throw new Error('it carries nothing on')
    },
    replace: () => {},
    noise: () => {
      throw new Error('it draws nothing')
    },
    within: (inner) => weights(`${scope}${inner}/`),
  })
  const field = graph.input('input', 'float32', [1, 1, 128, 128])
  const style = graph.input('style', 'float32', [1, 2])
  const network = glyphUnet({ styles: 2, base: BASE, embedding: EMBEDDING })
  graph.output('output', network(field, style, weights('')))
  return writeOnnx(graph).model
}

type Fill = (shape: readonly number[]) => Float32Array

const sizeOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1)
const zeros: Fill = (shape) => new Float32Array(sizeOf(shape))

/** Of a convolution 3x3, what the middle of the kernel has for an output and an input channel. */
const middle =
  (value: (output: number, input: number, inputs: number) => number): Fill =>
  ([outputs = 0, inputs = 0]) => {
    const data = new Float32Array(outputs * inputs * 9)
    for (let output = 0; output < outputs; output++)
      for (let input = 0; input < inputs; input++)
        data[(output * inputs + input) * 9 + 4] = value(output, input, inputs)
    return data
  }

const sign = (positive: boolean) => (positive ? 1 : -1)
const set: Record<string, Fill> = {
  'styles/weight': () => Float32Array.of(0, 0, 1, 0),
  'in/film/weight': zeros,
  'in/weight': middle((output, input) => (output % 4 === input ? sign(output < 4) : 0)),
  // The last inputs are those of `in`; a block's pixel goes to the first channel of its eight, and turned to the second.
  'out1/weight': middle((output, input, inputs) => {
    const [block, channel, from] = [Math.floor(output / 8), output % 8, input - (inputs - BASE)]
    if (channel > 1 || from < 0 || from % 4 !== block) return 0
    return (sign(channel === 0) * sign(from < 4)) / BOTH
  }),
  'out1/film/weight': ([both = 0, width = 0]) => {
    const data = new Float32Array(both * width)
    for (let output = 0; output < both / 2; output++)
      if (output % 8 < 2) data[(both / 2 + output) * width] = sign(output % 8 === 0) / 16
    return data
  },
  'out/weight': middle((_, input) => (input < 2 ? sign(input === 0) / BOTH : 0)),
}

export const TRAINABLE_GLYPHS = 'font-trainable'

/** A manifest for {@link trainableGlyphNetwork}. */
export function trainableGlyphManifest(model: Uint8Array): ModelManifest {
  const { font, ...manifest } = boldeningManifestOf(model)
  return {
    ...manifest,
    id: TRAINABLE_GLYPHS,
    title: { en: 'Trainable', 'zh-CN': '可训练' },
    font: { ...font!, styles: font!.styles.map((style) => ({ ...style, gate: font!.styles[0]!.gate })) },
    recipe: {
      name: 'font',
      options: { base: BASE, embedding: EMBEDDING },
      groups: { generator: 'generator' },
    },
  }
}
