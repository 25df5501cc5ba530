import * as op from '../graph/builder.ts'
import type { Value } from '../graph/graph.ts'
import { heUniform } from './initialisers.ts'
import { conv, resized } from './layers.ts'
import { type Net, withoutHeads } from './net.ts'

/** The mean of each square of two by two: [N, C, H, W] -> [N, C, H / 2, W / 2]. */
export const halved = (x: Value): Value =>
  op.apply('AveragePool', [x], { kernel_shape: [2, 2], strides: [2, 2] })

/** Twice the sides, by linear interpolation. */
export const doubled = (x: Value): Value =>
  resized(
    x,
    x.shape.slice(2).map((side) => 2 * side),
  )

/**
 * A level of LAPGAN's pyramid (Denton et al. 2015): an enlarged picture, `input` [N, 3, H, W], and a plane of noise [N, 1, H, W]
 * -> the detail that it lacks [N, 3, H, W]. Linear at the end, since differences are small and of either sign.
 */
export const detailGenerator =
  ({ base }: { base: number }): Net =>
  ({ input, noise }, weights) => {
    const five = { kernel: 5, stride: 1, padding: 2, initial: heUniform }
    let x = op.concat([input!, noise!], 1)
    for (const layer of ['first', 'second']) x = op.relu(conv(x, weights.within(layer), base, five))
    return withoutHeads(conv(x, weights.within('out'), 3, { ...five, kernel: 3, padding: 1 }))
  }
