import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { sizeOf } from '../graph/shapes.ts'
import { dcganDown, dcganGenerator } from './dcgan.ts'
import { heUniform } from './initialisers.ts'
import { batchNorm, leaky, linear } from './layers.ts'
import type { Net } from './net.ts'
import type { Network, Weights } from './weights.ts'

export interface FamilyOptions {
  /** Side of the pictures. */
  size: number
  /** Channels beside the picture; fully connected layers have eight times as many units. */
  base: number
}

/** Networks that belong together: from numbers to pictures, and from pictures to what there is to know of them. */
export interface PictureFamily {
  /** [N, numbers] -> [N, 3, size, size] in [-1, 1] */
  generator: Network
  /** [N, 3, size, size] -> [N, features]. @param normalised by the batch, which critics and a gradient penalty may do without */
  features(normalised: boolean): Network
}

const he = { initial: heUniform }

/** As a row of numbers for each example: [N, …] -> [N, n]. */
export const flat = (x: Value): Value => op.reshape(x, [x.shape[0]!, sizeOf(x.shape.slice(1))])

/** Two fully connected layers of so many units. */
const layers = (
  x: Value,
  weights: Weights,
  units: number,
  after: (x: Value, scope: Weights) => Value,
): Value =>
  ['hidden1', 'hidden2'].reduce((seen, name) => {
    const scope = weights.within(name)
    return after(linear(seen, scope, units, he), scope)
  }, x)

/** The layers of DCGAN. */
const dcgan = ({ size, base }: FamilyOptions): PictureFamily => ({
  generator: dcganGenerator({ size, base }),
  features: (normalised) => (picture, weights) =>
    flat(dcganDown(picture, weights, { size, base, normalised }).at(-1)!),
})

/** Fully connected layers, for small pictures whose subject keeps its place. */
const fullyConnected = ({ size, base }: FamilyOptions): PictureFamily => ({
  generator: (z, weights) => {
    const inner = layers(z, weights, 8 * base, (x, scope) => op.relu(batchNorm(x, scope.within('norm'))))
    const picture = linear(inner, weights.within('out'), 3 * size ** 2, he)
    return op.tanh(op.reshape(picture, [z.shape[0]!, 3, size, size]))
  },
  features: (normalised) => (picture, weights) =>
    layers(flat(picture), weights, 8 * base, (x, scope) =>
      leaky(normalised ? batchNorm(x, scope.within('norm')) : x),
    ),
})

/** Every family by the name that options have for it. */
export const families = { dcgan, flat: fullyConnected } satisfies Record<
  string,
  (options: FamilyOptions) => PictureFamily
>
export type FamilyName = keyof typeof families

/** So many numbers of the features of `input`, [N, outputs]; it hands out the `features` themselves. */
export const readOff =
  (features: Network, outputs: number): Net =>
  ({ input }, weights) => {
    const seen = features(input!, weights)
    return { value: linear(seen, weights.within('out'), outputs), heads: { features: seen } }
  }
