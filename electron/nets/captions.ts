import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { dcganBody, dcganDown } from './dcgan.ts'
import { heUniform, normal, zeros } from './initialisers.ts'
import { batchNorm, conv, convTranspose, leaky, linear, upsample } from './layers.ts'
import { type Net, withoutHeads } from './net.ts'
import type { Network, Weights } from './weights.ts'

export interface CaptionOptions {
  /** Side of the pictures. */
  size: number
  /** Channels beside the picture. */
  base: number
  /** Numbers that a text is read into. */
  embedding: number
}

const he = { initial: heUniform }

/**
 * The mean of the embeddings of a text's words, which are as large as the numbers that a picture is made from.
 *
 * @param text shares of the words, [N, words]
 */
const read = (text: Value, weights: Weights, embedding: number): Value =>
  leaky(linear(text, weights.within('words'), embedding, { initial: normal(0, 1) }))

/** The same numbers at every place of pictures of this shape. */
const everywhere = (numbers: Value, [rows, , height, width]: readonly number[]): Value =>
  op.expand(op.reshape(numbers, [rows!, numbers.shape[1]!, 1, 1]), [
    rows!,
    numbers.shape[1]!,
    height!,
    width!,
  ])

/** A generator of numbers, `input`, that sees a `text` beside them (Reed et al. 2016). */
export const withText =
  (network: Network, embedding: number): Net =>
  ({ input, text }, weights) =>
    withoutHeads(network(op.concat([input!, read(text!, weights, embedding)], 1), weights))

/**
 * A critic of pictures, `input` [N, 3, size, size], and whether the `text` is of them: the text joins the features of 4 x 4
 * places. -> scores [N, 1]
 */
export const textCritic =
  ({ size, base, embedding }: CaptionOptions): Net =>
  ({ input, text }, weights) => {
    const features = dcganDown(input!, weights, { size, base }).at(-1)!
    const said = everywhere(read(text!, weights, embedding), features.shape)
    const point = { kernel: 1, stride: 1, padding: 0 }
    const both = leaky(
      conv(op.concat([features, said], 1), weights.within('both'), features.shape[1]!, point),
    )
    const score = conv(both, weights.within('out'), 1, { bias: false, stride: 1, padding: 0 })
    return withoutHeads(op.reshape(score, [input!.shape[0]!, 1]))
  }

/**
 * Conditioning augmentation (Zhang et al. 2017, StackGAN, section 3.2): numbers drawn about what a text says, so that between
 * few texts there is something too. @returns them, and the distribution that they are drawn from, all [N, embedding]
 */
function augmented(text: Value, epsilon: Value, weights: Weights, embedding: number) {
  const said = read(text, weights, embedding)
  const mean = linear(said, weights.within('mean'), embedding, he)
  const logDeviation = linear(said, weights.within('deviation'), embedding, { initial: zeros })
  return { drawn: op.add(mean, op.mul(op.exp(logDeviation), epsilon)), heads: { mean, logDeviation } }
}

/**
 * StackGAN's first stage: numbers `input`, a `text`, and the normal noise `epsilon` [N, embedding] of the augmentation -> small
 * pictures; it hands out the `mean` and `logDeviation` that the text was drawn about.
 */
export const firstStage =
  ({ size, base, embedding }: CaptionOptions): Net =>
  ({ input, text, epsilon }, weights) => {
    const { drawn, heads } = augmented(text!, epsilon!, weights, embedding)
    const features = dcganBody({ size, base })(op.concat([input!, drawn], 1), weights)
    return { value: op.tanh(convTranspose(features, weights.within('out'), 3, { bias: false })), heads }
  }

/**
 * Its second stage: the small picture, `input` [N, 3, size / 2, size / 2], read again with the text -> [N, 3, size, size]. The
 * same heads.
 */
export const secondStage =
  ({ base, embedding }: Omit<CaptionOptions, 'size'>): Net =>
  ({ input, text, epsilon }, weights) => {
    const { drawn, heads } = augmented(text!, epsilon!, weights, embedding)
    const three = { kernel: 3, stride: 1, padding: 1, bias: false }
    const block = (x: Value, name: string, filters: number) => {
      const scope = weights.within(name)
      return op.relu(batchNorm(conv(x, scope, filters, three), scope.within('norm')))
    }
    const small = block(input!, 'in', base)
    const scope = weights.within('down')
    const down = op.relu(batchNorm(conv(small, scope, 2 * base, { bias: false }), scope.within('norm')))
    let x = block(op.concat([down, everywhere(drawn, down.shape)], 1), 'both', 2 * base)
    for (const name of ['residual1', 'residual2'])
      x = op.add(x, block(block(x, `${name}/first`, 2 * base), `${name}/second`, 2 * base))
    x = op.relu(upsample(x, weights.within('up1'), 2 * base, 'resize'))
    // What is as large as the small picture sees it again: the second stage corrects it.
    x = op.concat([x, small], 1)
    x = op.relu(upsample(x, weights.within('up2'), base, 'resize'))
    return { value: op.tanh(conv(x, weights.within('out'), 3, { ...three, bias: true })), heads }
  }
