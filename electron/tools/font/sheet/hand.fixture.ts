import sharp from 'sharp'
import { Random } from '../../../nets/random.ts'
import type { Contour, Outline } from '../outline/outline.ts'
import type { DrawnPicture } from '../picture.ts'
import { polygon } from '../write/design.fixture.ts'
import { photographed } from './sheet.fixture.ts'

/** Points of the em that a pen passes, with its pressure there, from 0 to 1. */
type Stroke = readonly (readonly [x: number, y: number, pressure: number])[]

const level = (y: number, from = 120, to = 880): Stroke => [
  [from, y - 20, 0.9],
  [(from + to) / 2, y, 0.5],
  [to, y + 14, 1],
]
const upright = (x: number, from: number, to: number): Stroke => [
  [x - 8, from, 1],
  [x, (from + to) / 2, 0.6],
  [x + 6, to, 0.8],
]

/** Characters as somebody writes them with a brush pen: strokes that begin and end heavier, or run out thin. */
export const penned: Readonly<Record<string, readonly Stroke[]>> = {
  一: [level(380)],
  二: [level(640, 230, 770), level(90)],
  三: [level(720, 200, 800), level(400, 260, 740), level(60)],
  十: [level(470), upright(500, 820, -60)],
  土: [level(480, 220, 780), upright(500, 800, 60), level(40)],
  口: [
    upright(240, 690, 60),
    [
      [240, 680, 0.8],
      [760, 700, 0.7],
      [745, 60, 0.9],
    ],
    level(90, 250, 740),
  ],
  大: [
    level(520),
    [
      [500, 830, 1],
      [480, 480, 0.7],
      [340, 150, 0.5],
      [120, -40, 0.15],
    ],
    [
      [500, 500, 0.5],
      [660, 180, 0.8],
      [900, -40, 1],
    ],
  ],
  人: [
    [
      [510, 800, 1],
      [450, 430, 0.7],
      [300, 120, 0.5],
      [90, -50, 0.15],
    ],
    [
      [480, 480, 0.4],
      [640, 170, 0.8],
      [910, -50, 1],
    ],
  ],
  山: [
    upright(500, 800, 60),
    upright(190, 480, 40),
    [
      [190, 40, 0.9],
      [500, 30, 0.6],
      [820, 60, 0.8],
    ],
    upright(820, 500, 0),
  ],
  木: [
    level(540),
    upright(500, 830, -80),
    [
      [490, 530, 0.8],
      [330, 250, 0.5],
      [110, 70, 0.15],
    ],
    [
      [520, 520, 0.4],
      [680, 260, 0.7],
      [900, 80, 1],
    ],
  ],
}

/** Half the width of the pen's line at full pressure and at none, in thousandths of the em. */
const [WIDE, NARROW] = [46, 9]
/** Corners of the circle that a pen is. */
const CORNERS = 16

/** What a pen leaves of some strokes: circles along them, joined to each other, that tremble a little. */
export function inkOfPen(strokes: readonly Stroke[], seed: number): Outline {
  const random = new Random(seed, 'pen')
  const tremble = () => 9 * (random.uniform() - 0.5)
  return strokes.flatMap((stroke) => {
    const dots = alongStroke(stroke).map(([x, y, pressure]) => ({
      x: x + tremble(),
      y: y + tremble(),
      radius: NARROW + (WIDE - NARROW) * pressure,
    }))
    return dots.slice(1).map((dot, k) => hull([...circle(dots[k]!), ...circle(dot)]))
  })
}

/** Some points on a smooth curve through those of a stroke (Catmull and Rom 1974). */
function alongStroke(stroke: Stroke): [number, number, number][] {
  const at = (k: number) => stroke[Math.min(stroke.length - 1, Math.max(0, k))]!
  return Array.from({ length: 8 * (stroke.length - 1) + 1 }, (_, step) => {
    const [k, t] = [Math.floor(step / 8), (step % 8) / 8]
    const between = (i: 0 | 1 | 2) => {
      const [a, b, c, d] = [at(k - 1)[i], at(k)[i], at(k + 1)[i], at(k + 2)[i]]
      return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
    }
    return [between(0), between(1), between(2)]
  })
}

const circle = ({ x, y, radius }: { x: number; y: number; radius: number }) =>
  Array.from({ length: CORNERS }, (_, k) => {
    const angle = (2 * Math.PI * k) / CORNERS
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
  })

/** Andrew's (1979) convex hull, as a contour of lines. */
function hull(points: { x: number; y: number }[]): Contour {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const side = (from: typeof points) => {
    const chain: typeof points = []
    for (const p of from) {
      while (chain.length > 1) {
        const [a, b] = [chain.at(-2)!, chain.at(-1)!]
        if ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0) break
        chain.pop()
      }
      chain.push(p)
    }
    return chain.slice(0, -1)
  }
  const corners = [...side(sorted), ...side(sorted.reverse())]
  return polygon(...corners.map(({ x, y }): [number, number] => [x, y]))
}

/**
 * A page as a telephone sees it, held by hand: aslant, in the light of one lamp with the shadow of an arm across it, a little out of
 * focus and moved, grainy, and saved as JPEG.
 */
export async function byPhone(page: DrawnPicture): Promise<DrawnPicture> {
  const { width, height, data } = photographed(page, { turn: -6, aslant: 0.13, dimmest: 0.55, desk: 96 })
  const random = new Random(7, 'grain')
  const lit = data.map((value, at) => {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height]
    const across = (x + 0.35 * y - 0.7) / 0.12
    return value * (1 - 0.35 / (1 + across ** 4))
  })
  const raw = { width, height, channels: 1 as const }
  const blurred = await sharp(lit, { raw }).blur(1.1).raw().toColourspace('b-w').toBuffer()
  const grainy = blurred.map((value) => Math.max(0, Math.min(255, Math.round(value + 5 * random.normal()))))
  const jpeg = await sharp(grainy, { raw }).jpeg({ quality: 60 }).toBuffer()
  const saved = await sharp(jpeg).grayscale().raw().toBuffer({ resolveWithObject: true })
  return { width: saved.info.width, height: saved.info.height, channels: 1, data: new Uint8Array(saved.data) }
}
