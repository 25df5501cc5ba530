/**
 * The middle lines of ink, one pixel wide and as connected as it is: Zhang and Suen's thinning (1984).
 *
 * @param ink a square, row by row; above zero is ink
 * @returns the places of its pixels, [x0, y0, x1, y1, …]
 */
export function skeleton(ink: ArrayLike<number>, side: number): Int16Array {
  // With a border of ground, so that every pixel has eight neighbours.
  const wide = side + 2
  const pixels = new Uint8Array(wide * wide)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) pixels[(y + 1) * wide + x + 1] = ink[y * side + x]! > 0 ? 1 : 0
  const around = [-wide, -wide + 1, 1, wide + 1, wide, wide - 1, -1, -wide - 1]
  let present = [...pixels.keys()].filter((at) => pixels[at] === 1)
  for (let pass = 0, idle = 0; idle < 2; pass++) {
    const removed = present.filter((at) => isRemoved(pixels, at, around, pass % 2 === 0))
    for (const at of removed) pixels[at] = 0
    idle = removed.length === 0 ? idle + 1 : 0
    if (removed.length > 0) present = present.filter((at) => pixels[at] === 1)
  }
  return Int16Array.from(present.flatMap((at) => [(at % wide) - 1, Math.floor(at / wide) - 1]))
}

/** Whether a border pixel may go, in the half of the passes that takes those to the south and east, or in the other. */
function isRemoved(pixels: Uint8Array, at: number, around: readonly number[], southEast: boolean): boolean {
  const near = around.map((step) => pixels[at + step]!)
  const count = near.reduce((sum, value) => sum + value)
  if (count < 2 || count > 6) return false
  let turns = 0
  for (let k = 0; k < 8; k++) if (near[k] === 0 && near[(k + 1) % 8] === 1) turns++
  if (turns !== 1) return false
  const [north, , east, , south, , west] = near as [number, number, number, number, number, number, number]
  return southEast
    ? north * east * south === 0 && east * south * west === 0
    : north * east * west === 0 && north * south * west === 0
}
