import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Translation } from '../../contract/model/translation.ts'
import type { Text } from '../../contract/text.ts'
import type { Team } from '../../imaging/team.ts'

/** How a translation reports progress and notices, and is cancelled. */
export interface Work {
  /** Called between pieces of a few milliseconds, or runs of a network; rejects to stop the work. */
  breathe(done: number, total: number): Promise<void>
  /** Tells the user something that is no failure. */
  notice?(text: Text): void
}

/** What a translation of drawings works with beside: one of them at a time. */
export interface DrawingWork extends Work {
  team: Team
}

/** Contents of a tensor, row-major, and its shape. */
export interface TensorData {
  data: Float32Array
  shape: readonly number[]
}

/**
 * Runs a network once: a row-major input [1, C, H, W] of the given shape -> its output, of the same height and width or of
 * as many times those as the output's `scale` says.
 *
 * @param noises contents of the network's further inputs, by name
 */
export type RunNetwork = (
  data: Float32Array,
  shape: readonly number[],
  noises?: Readonly<Record<string, TensorData>>,
) => Promise<Float32Array>

/** A network that makes a picture of a picture. */
export interface PictureNetwork {
  run: RunNetwork
  input: Pick<PictureTensor, 'channels' | 'colorSpace' | 'range' | 'size'>
  output: Pick<PictureTensor, 'channels' | 'colorSpace' | 'range' | 'scale'>
  translation: Translation
}

/** A network that makes a picture of what is drawn. */
export interface DrawingNetwork extends PictureNetwork {
  translation: Extract<Translation, { kind: 'drawing' }>
}

/** A network of a style, which can be applied to a picture piece by piece. */
export interface StyleNetwork extends PictureNetwork {
  /** How many runs may be under way at once to some use: more than one where another machine computes. One if absent. */
  atOnce?: () => Promise<number>
  /** Pixels that fit into the memory of the device at once, all pieces of a run together. */
  maxPixels: number
  /**
   * The network with the statistics of a picture, which are measured on pieces of it [N, C, H, W] beside their outer
   * `margin` pixels. The network as it is, where it has no such statistics.
   */
  fixed(pieces: Float32Array, shape: readonly number[], margin: number): Promise<RunNetwork>
}

export interface Size {
  width: number
  height: number
}

/** What becomes of pixels when a network gives so many times as many each way. */
export const scaledSize = ({ width, height }: Size, scale: number): Size => ({
  width: width * scale,
  height: height * scale,
})

/** Pixels of a picture: `x` and `y` are those of the top-left one. */
export interface Place extends Size {
  x: number
  y: number
}
