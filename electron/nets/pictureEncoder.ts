import * as op from '../graph/builder.ts'
import { dcganDiscriminator } from './dcgan.ts'
import type { Net } from './net.ts'

export interface PictureEncoderOptions {
  /** Side of the pictures, a power of two from 8 up. */
  size: number
  /** Channels beside the picture; they double with every halving. */
  base: number
  /** Numbers that a picture is made from. */
  latent: number
  /** Classes that are told apart. */
  classes: number
}

/**
 * Guesses what a generator would have made a picture from (Zhu et al. 2016, section 3.1), by the layers of DCGAN's discriminator:
 * `input` [N, 3, size, size] -> [N, latent]; it hands out `scores` of the classes [N, classes], and `label`, how likely each is.
 */
export const pictureEncoder =
  ({ size, base, latent, classes }: PictureEncoderOptions): Net =>
  ({ input }, weights) => {
    const all = dcganDiscriminator({ size, base, outputs: latent + classes })(input!, weights)
    const [value, scores] = op.split(all, [latent, classes], 1)
    return { value: value!, heads: { scores: scores!, label: op.softmax(scores!, 1) } }
  }
