import { intersection, isEmpty } from '../geometry.ts'
import { type Mask, maskBounds } from '../masks/mask.ts'

/**
 * Softens the edge with a Gaussian of standard deviation `radius` / 2, so that the edge fades over about `radius`
 * pixels to each side. Three running-sum box filters stand for the Gaussian (Wells, "Efficient synthesis of Gaussian
 * filters by cascaded uniform filters", 1986), in linear time for any radius. The document's border stays selected
 * as it is: beyond it the outermost pixels repeat.
 */
export function featherMask(mask: Mask, radius: number): Mask {
  const { width, height } = mask
  const bounds = maskBounds(mask)
  const boxes = boxRadii(radius / 2)
  const data = new Uint8Array(width * height)
  if (isEmpty(bounds)) return { width, height, data }
  const reach = boxes.reduce((sum, box) => sum + box, 0)
  const rect = intersection(
    {
      x: bounds.x - reach,
      y: bounds.y - reach,
      width: bounds.width + 2 * reach,
      height: bounds.height + 2 * reach,
    },
    { x: 0, y: 0, width, height },
  )
  // Eight more bits than the mask has, so that six roundings leave no bands.
  let from = new Uint16Array(rect.width * rect.height)
  let to = new Uint16Array(rect.width * rect.height)
  for (let y = 0, i = 0; y < rect.height; y++)
    for (let x = 0; x < rect.width; x++, i++) from[i] = mask.data[(rect.y + y) * width + rect.x + x]! << 8
  for (const box of boxes)
    for (const pass of [blurRows, blurColumns]) {
      pass(from, to, rect.width, rect.height, box)
      ;[from, to] = [to, from]
    }
  for (let y = 0, i = 0; y < rect.height; y++)
    for (let x = 0; x < rect.width; x++, i++) data[(rect.y + y) * width + rect.x + x] = (from[i]! + 128) >> 8
  return { width, height, data }
}

/** Radii of three boxes whose variances, (size² - 1) / 12 each, add up to sigma² as nearly as odd sizes allow. */
export function boxRadii(sigma: number): [number, number, number] {
  const ideal = Math.sqrt(4 * sigma * sigma + 1)
  const small = Math.max(0, Math.floor((ideal - 1) / 2))
  const size = 2 * small + 1
  const smallCount = Math.round((12 * sigma * sigma - 3 * size * size - 12 * size - 9) / (-4 * size - 4))
  const at = (index: number) => (index < smallCount ? small : small + 1)
  return [at(0), at(1), at(2)]
}

function blurRows(from: Uint16Array, to: Uint16Array, width: number, height: number, box: number): void {
  const scale = 1 / (2 * box + 1)
  for (let y = 0; y < height; y++) {
    const row = y * width
    const end = row + width - 1
    let sum = from[row]! * (box + 1)
    for (let x = 1; x <= box; x++) sum += from[Math.min(row + x, end)]!
    for (let i = row; i <= end; i++) {
      to[i] = sum * scale + 0.5
      sum += from[Math.min(i + box + 1, end)]! - from[Math.max(i - box, row)]!
    }
  }
}

/** Keeps the sums of all columns and walks down the rows, which memory likes better than walking down columns. */
function blurColumns(from: Uint16Array, to: Uint16Array, width: number, height: number, box: number): void {
  const scale = 1 / (2 * box + 1)
  const sums = new Float64Array(width)
  for (let x = 0; x < width; x++) sums[x] = from[x]! * (box + 1)
  for (let y = 1; y <= box; y++) {
    const row = Math.min(y, height - 1) * width
    for (let x = 0; x < width; x++) sums[x]! += from[row + x]!
  }
  for (let y = 0; y < height; y++) {
    const entering = Math.min(y + box + 1, height - 1) * width
    const leaving = Math.max(y - box, 0) * width
    const row = y * width
    for (let x = 0; x < width; x++) {
      const sum = sums[x]!
      to[row + x] = sum * scale + 0.5
      sums[x] = sum + from[entering + x]! - from[leaving + x]!
    }
  }
}
