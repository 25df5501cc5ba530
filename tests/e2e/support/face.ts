import type { Studio } from './studio.ts'

/** A round face: a contour with eyes and a mouth, drawn with the mouse as a person does. */
export async function drawFace(studio: Studio): Promise<void> {
  const arc = (x: number, y: number, radius: number, from: number, to: number): [number, number][] =>
    Array.from({ length: 73 }, (_, k) => {
      const angle = from + ((to - from) * k) / 72
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
    })
  const { mouse } = studio.page
  const strokes = [
    arc(160, 120, 80, 0, 2 * Math.PI),
    arc(130, 100, 6, 0, 2 * Math.PI),
    arc(190, 100, 6, 0, 2 * Math.PI),
    arc(160, 110, 50, 0.8, Math.PI - 0.8),
  ]
  const origin = await studio.pixel(0, 0)
  for (const [[x, y] = [0, 0], ...rest] of strokes) {
    await mouse.move(origin.x + x, origin.y + y)
    await mouse.down()
    for (const [nextX, nextY] of rest) await mouse.move(origin.x + nextX, origin.y + nextY)
    await mouse.up()
  }
}

/** Pixels inside the face, away from its lines. */
export const skin: readonly [number, number][] = [
  [160, 60],
  [130, 70],
  [190, 70],
  [100, 130],
  [220, 130],
  [160, 130],
]
