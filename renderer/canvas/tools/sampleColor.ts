import { composite } from '../../document/composite.ts'
import { currentSession } from '../../document/current.ts'
import type { Point } from '../../document/transform.ts'

/** The mean colour of the composite in a square of `size` pixels, as `#rrggbb`; null where nothing is. */
export function sampleColor({ x, y }: Point, size: number): string | null {
  const half = (size - 1) / 2
  const region = { x: Math.floor(x) - half, y: Math.floor(y) - half, width: size, height: size }
  const { data } = composite(currentSession(), { region })
  const sum = [0, 0, 0]
  let weight = 0
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!
    weight += alpha
    for (let k = 0; k < 3; k++) sum[k]! += data[i + k]! * alpha
  }
  if (weight === 0) return null
  return `#${sum
    .map((value) =>
      Math.round(value / weight)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
