import * as op from '../../graph/builder.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { doubled } from '../../nets/laplacian.ts'
import { Random } from '../../nets/random.ts'
import type { Generator } from './generator.ts'

const Z = 8
const SIDE = 16

/**
 * A generator of which everything is known: a coloured disc on a coloured ground, [1, 3, 16, 16] in [-1, 1]. Of its eight
 * numbers six are the two colours, and two are where the disc is. Made of convolutions as others are: features of side 8
 * show disc and ground.
 */
export function discs(
  options: { words?: boolean; critic?: boolean; detail?: boolean; prior?: 'normal' | 'uniform' } = {},
): Generator {
  const { words = false, critic = false, detail = false, prior = 'normal' } = options
  return {
    id: 'discs',
    version: `discs ${JSON.stringify(options)}`,
    latent: { name: 'z', shape: [Z], prior },
    condition: words
      ? {
          name: 'label',
          words: [
            { name: 'red', title: { en: 'red', 'zh-CN': '红' }, group: 'color' },
            { name: 'blue', title: { en: 'blue', 'zh-CN': '蓝' }, group: 'color' },
            { name: 'night', title: { en: 'at night', 'zh-CN': '夜晚' }, group: 'light' },
          ],
        }
      : null,
    output: {
      name: 'picture',
      channels: ['red', 'green', 'blue'],
      range: [-1, 1],
      colorSpace: 'srgb',
      size: { width: SIDE, height: SIDE },
    },
    files: {
      generator: network(words),
      ...(critic && { critic: criticNetwork(words) }),
      ...(detail && { detail: detailNetwork() }),
    },
  }
}

function network(words: boolean): Uint8Array {
  const graph = newGraph()
  const z = graph.input('z', 'float32', [1, Z])
  const label = words ? graph.input('label', 'float32', [1, 3]) : null
  const [disc, ground, place] = op.split(z, [3, 3, 2], 1)
  const half = SIDE / 2
  const axis = (count: number) => Array.from({ length: count }, (_, k) => (2 * (k + 0.5)) / count - 1)
  const [x, y] = op.split(op.mul(op.tanh(place!), 0.6), [1, 1], 1)
  const across = op.constant(z, [1, 1, 1, half], axis(half))
  const down = op.constant(z, [1, 1, half, 1], axis(half))
  const square = (at: typeof z, line: typeof z) => op.square(op.sub(line, op.reshape(at, [1, 1, 1, 1])))
  const distance = op.add(square(x!, across), square(y!, down))
  const inside = op.sigmoid(op.mul(op.sub(0.2, distance), 12))
  const colors = (value: typeof z) => op.reshape(op.tanh(value), [1, 3, 1, 1])
  // Eight channels, as features of a network have: the disc, the ground, and each as dark as it is not there.
  const parts = op.concat(
    [inside, op.sub(1, inside), op.mul(colors(disc!), inside), op.mul(colors(ground!), op.sub(1, inside))],
    1,
  )
  const features = op.relu(op.add(parts, 1))
  const weight = Array.from({ length: 8 * 3 * 4 }, (_, k) => {
    const [input, output] = [Math.floor(k / 12), Math.floor((k % 12) / 4)]
    return input === 2 + output || input === 5 + output ? 1 : 0
  })
  let picture = op.convTranspose(features, op.constant(z, [8, 3, 2, 2], weight), null, { strides: [2, 2] })
  picture = op.sub(picture, 2)
  if (label) {
    const shift = op.matMul(
      label,
      op.constant(z, [3, 3], [0.6, -0.6, -0.6, -0.6, -0.6, 0.6, -0.3, -0.3, -0.3]),
    )
    picture = op.add(picture, op.reshape(shift, [1, 3, 1, 1]))
  }
  graph.output('picture', op.tanh(picture))
  return writeOnnx(graph).model
}

/** Takes dark pictures for real ones. */
function criticNetwork(words: boolean): Uint8Array {
  const graph = newGraph()
  const picture = graph.input('picture', 'float32', [1, 3, SIDE, SIDE])
  if (words) graph.input('label', 'float32', [1, 3])
  const random = new Random(3, 'critic')
  const weight = Float32Array.from({ length: 8 * 3 * 16 }, () => 0.3 * random.normal())
  const features = op.leakyRelu(
    op.conv(picture, op.constant(picture, [8, 3, 4, 4], weight), null, {
      strides: [2, 2],
      pads: [1, 1, 1, 1],
    }),
    0.2,
  )
  const score = op.add(
    op.mul(op.reduceMean(picture, [1, 2, 3]), -4),
    op.mul(op.reduceMean(features, [1, 2, 3]), 1e-3),
  )
  graph.output('score', op.reshape(score, [1, 1]))
  return writeOnnx(graph).model
}

/** Twice the side, of a small network of random weights: what it draws is the enlarged picture and a little of something. */
function detailNetwork(): Uint8Array {
  const graph = newGraph()
  const picture = graph.input('coarse', 'float32', [1, 3, SIDE, SIDE])
  const random = new Random(5, 'detail')
  const weight = Float32Array.from({ length: 3 * 12 * 9 }, () => 0.1 * random.normal())
  const seen = op.conv(picture, op.constant(picture, [12, 3, 3, 3], weight), null, { pads: [1, 1, 1, 1] })
  const lack = op.apply('DepthToSpace', [op.tanh(seen)], { blocksize: 2 })
  graph.output('detailed', op.tanh(op.add(doubled(picture), op.mul(lack, 0.3))))
  return writeOnnx(graph).model
}
