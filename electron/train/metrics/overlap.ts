import type { NamedTensor } from '../step/tensors.ts'

/**
 * Mean over pictures [N, 1, H, W] of dark ink on light ground of the intersection over union of their ink; 1 where there is none.
 */
export function meanOverlap(found: NamedTensor, truth: NamedTensor): number {
  const count = found.shape[0]!
  const pixels = found.data.length / count
  let sum = 0
  for (let picture = 0; picture < count; picture++) {
    let [both, either] = [0, 0]
    for (let at = picture * pixels; at < (picture + 1) * pixels; at++) {
      const [one, other] = [found.data[at]! < 0, truth.data[at]! < 0]
      if (one && other) both++
      if (one || other) either++
    }
    sum += either === 0 ? 1 : both / either
  }
  return sum / count
}

/** How much farther or nearer the border of the ink may be set, and in what steps; in pixels. */
const [FARTHEST, STEP] = [1.5, 0.125]

/**
 * Mean intersection over union of the ink of signed distance fields [N, 1, H, W], ink where they are above zero, once a number is
 * added to all that was found so that it is best: a network that is unsure draws too little ink, which is put right afterwards.
 *
 * @param pixel what a pixel is in the fields
 */
export function overlapAtBest(found: NamedTensor, truth: NamedTensor, pixel: number): number {
  const asInk = ({ shape, data }: NamedTensor, added: number) => ({
    shape,
    data: data.map((distance) => -distance - added),
  })
  const wanted = asInk(truth, 0)
  let best = 0
  for (let offset = -FARTHEST; offset <= FARTHEST; offset += STEP)
    best = Math.max(best, meanOverlap(asInk(found, offset * pixel), wanted))
  return best
}
