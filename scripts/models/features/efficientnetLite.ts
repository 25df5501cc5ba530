import * as op from '../../../electron/graph/builder.ts'
import type { Graph, Value } from '../../../electron/graph/graph.ts'
import { newGraph } from '../../../electron/graph/operators/index.ts'
import type { TorchTensor } from './torchFile.ts'

/** Stages of EfficientNet-Lite0 (Tan and Le 2019, table 1, without excitation; kernels are as large as their weights): every first block has the stride. */
const stages = [
  { repeats: 1, stride: 1, channels: 16 },
  { repeats: 2, stride: 2, channels: 24 },
  { repeats: 2, stride: 2, channels: 40 },
  { repeats: 3, stride: 2, channels: 80 },
  { repeats: 3, stride: 1, channels: 112 },
  { repeats: 4, stride: 2, channels: 192 },
  { repeats: 1, stride: 1, channels: 320 },
] as const

/** Added to the variance in batch normalisations. */
const EPSILON = 1e-3

type Weights = ReadonlyMap<string, TorchTensor>

/**
 * EfficientNet-Lite0 over a picture [N, 3, side, side] of red, green and blue in [-1, 1], its normalisations folded. Outputs:
 * - `block<k>.expanded`, k from 1 to 15: what a block's depthwise convolution is given, after ReLU6
 * - `block<k>`, k from 0 to 15: what it adds up to, without a rectifier
 * - `head` [N, 1280, side / 32, side / 32] and `logits` [N, 1000], of ImageNet's classes
 *
 * @param weights by the names of the package `efficientnet-lite-pytorch`
 * @param side of the pictures; the network does for others too, as long as nothing but convolutions is asked of it
 */
export function efficientnetLite0(weights: Weights, side = 224): Graph {
  const graph = newGraph()
  const picture = graph.input('picture', 'float32', [1, 3, side, side])
  // 0 to 255 is normalised as (x - 127) / 128, which makes zeros of a margin something else than black.
  const input = op.add(op.mul(picture, 127.5 / 128), 0.5 / 128)
  let x = relu6(normalised(input, weights, '_conv_stem', '_bn0', { stride: 2, group: 1 }))
  let block = 0
  for (const { repeats, stride, channels } of stages)
    for (let k = 0; k < repeats; k++, block++) {
      const name = `_blocks.${block}.`
      let inner = x
      if (block > 0) {
        inner = relu6(normalised(x, weights, `${name}_expand_conv`, `${name}_bn0`))
        graph.output(`block${block}.expanded`, inner)
      }
      const depthwise = { stride: k === 0 ? stride : 1, group: inner.shape[1]! }
      inner = relu6(normalised(inner, weights, `${name}_depthwise_conv`, `${name}_bn1`, depthwise))
      const linear = normalised(inner, weights, `${name}_project_conv`, `${name}_bn2`)
      x = k > 0 && x.shape[1] === channels ? op.add(linear, x) : linear
      graph.output(`block${block}`, x)
    }
  const head = relu6(normalised(x, weights, '_conv_head', '_bn1'))
  graph.output('head', head)
  const pooled = op.apply('Flatten', [op.apply('GlobalAveragePool', [head])], { axis: 1 })
  const [weight, bias] = ['weight', 'bias'].map((each) => constantOf(graph, `_fc.${each}`, weights))
  graph.output('logits', op.gemm(pooled, weight!, bias!, { transB: 1 }))
  return graph
}

const relu6 = (x: Value): Value => op.apply('Clip', [x, op.scalar(x, 0), op.scalar(x, 6)])

function tensorOf(name: string, weights: Weights): TorchTensor {
  const tensor = weights.get(name)
  if (!tensor) throw new Error(`The weights are of another network: there is no ${name}.`)
  return tensor
}

const constantOf = (graph: Graph, name: string, weights: Weights): Value =>
  graph.constant({ dtype: 'float32', ...tensorOf(name, weights) }, name)

/** A convolution without bias with its normalisation, as one with bias. Margins are TensorFlow's: the odd one at the end. */
function normalised(
  x: Value,
  weights: Weights,
  conv: string,
  norm: string,
  { stride = 1, group = 1 } = {},
): Value {
  const [kernel, scale, bias, mean, variance] = [
    `${conv}.weight`,
    ...['weight', 'bias', 'running_mean', 'running_var'].map((each) => `${norm}.${each}`),
  ].map((name) => tensorOf(name, weights)) as [
    TorchTensor,
    TorchTensor,
    TorchTensor,
    TorchTensor,
    TorchTensor,
  ]
  const factors = scale.data.map((factor, c) => factor / Math.sqrt(variance.data[c]! + EPSILON))
  const perFilter = kernel.data.length / factors.length
  const folded = kernel.data.map((w, at) => w * factors[Math.floor(at / perFilter)]!)
  const offsets = bias.data.map((offset, c) => offset - mean.data[c]! * factors[c]!)
  const weight = x.graph.constant({ dtype: 'float32', shape: kernel.shape, data: folded }, `${conv}.weight`)
  const added = x.graph.constant({ dtype: 'float32', shape: bias.shape, data: offsets }, `${conv}.bias`)
  return op.conv(x, weight, added, {
    strides: [stride, stride],
    auto_pad: 'SAME_UPPER',
    group,
  })
}
