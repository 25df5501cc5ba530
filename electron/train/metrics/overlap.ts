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
