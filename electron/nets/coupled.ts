import * as op from '../graph/builder.ts'
import { type DcganOptions, dcganBody, dcganDown } from './dcgan.ts'
import { conv, convTranspose, leaky } from './layers.ts'
import { type Net, withoutHeads } from './net.ts'

type Options = Required<Pick<DcganOptions, 'size' | 'base'>>

/**
 * CoGAN's generators (Liu and Tuzel 2016): one picture of either kind of the same numbers, which share all layers but the last.
 * `input` [N, numbers] -> the first kind [N, 3, size, size]; it hands out the other as `b`.
 */
export function coupledGenerator(options: Options): Net {
  const body = dcganBody(options)
  return ({ input }, weights) => {
    const features = body(input!, weights)
    const picture = (kind: string) =>
      op.tanh(convTranspose(features, weights.within(`out/${kind}`), 3, { bias: false }))
    return { value: picture('a'), heads: { b: picture('b') } }
  }
}

/**
 * Its critics: pictures of one kind, as `a` or as `b` -> scores [N, 1]. They share all layers but the first.
 */
export const coupledCritic =
  ({ size, base }: Options): Net =>
  (inputs, weights) => {
    const [[kind, picture]] = Object.entries(inputs) as [[string, NonNullable<(typeof inputs)[string]>]]
    const first = leaky(conv(picture, weights.within(`first/${kind}`), base, { bias: false }))
    const features = dcganDown(first, weights, { size, base }, 1).at(-1) ?? first
    const score = conv(features, weights.within('out'), 1, { bias: false, stride: 1, padding: 0 })
    return withoutHeads(op.reshape(score, [picture.shape[0]!, 1]))
  }
