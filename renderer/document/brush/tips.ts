import { randomOf } from './noise.ts'

/** Hairs of a worn brush: small soft disks, thicker in the middle. */
export function hairs(side: number): Uint8Array {
  const random = randomOf(11)
  return scatter(side, 46, random, () => 0.025 + 0.06 * random())
}

/** Drops of a spray, more of them near the middle. */
export function dots(side: number, variant: number): Uint8Array {
  const random = randomOf(1000 + variant)
  return scatter(side, 26, random, () => 0.012 + 0.03 * random() ** 2)
}

/** Soft disks at random places of the disk that a square holds. @param radius of each, of a side of 2 */
function scatter(side: number, count: number, random: () => number, radius: () => number): Uint8Array {
  const map = new Uint8Array(side * side)
  for (let n = 0; n < count; n++) {
    const distance = 0.93 * random() ** 0.7
    const angle = 2 * Math.PI * random()
    const size = radius()
    const strength = 0.55 + 0.45 * random()
    const [cx, cy] = [distance * Math.cos(angle), distance * Math.sin(angle)]
    for (let y = 0, i = 0; y < side; y++)
      for (let x = 0; x < side; x++, i++) {
        const away = Math.hypot((2 * x + 1) / side - 1 - cx, (2 * y + 1) / side - 1 - cy)
        const value = 255 * strength * Math.min(1, Math.max(0, (size - away) * (side / 3) + 0.5))
        if (value > map[i]!) map[i] = value
      }
  }
  return map
}
