import { flatten, type Polygon, twiceArea } from '../outline/flatten.ts'
import { type Outline, type Point, reversed } from '../outline/outline.ts'

/**
 * Contours turned so that ink lies on their left, by the non-zero rule; what is inked on both sides goes. Contours do not cross
 * each other.
 */
export function oriented(outline: Outline): Outline {
  const contours = outline.map((contour) => {
    const polygon = flatten([contour], 1)[0] ?? new Float64Array()
    return { contour, polygon, turn: Math.sign(twiceArea(polygon)) }
  })
  return contours.flatMap(({ contour, turn }, at) => {
    const outside = contours.reduce(
      (sum, other, k) => (k !== at && contains(other.polygon, contour.start) ? sum + other.turn : sum),
      0,
    )
    const inked = outside + turn !== 0
    if (inked === (outside !== 0)) return []
    return [inked === turn > 0 ? contour : reversed(contour)]
  })
}

function contains(polygon: Polygon, { x, y }: Point): boolean {
  let inside = false
  for (let k = 0; k < polygon.length; k += 2) {
    const next = (k + 2) % polygon.length
    const [fromY, toY] = [polygon[k + 1]!, polygon[next + 1]!]
    if (fromY > y === toY > y) continue
    const crossing = polygon[k]! + ((y - fromY) / (toY - fromY)) * (polygon[next]! - polygon[k]!)
    if (crossing > x) inside = !inside
  }
  return inside
}
