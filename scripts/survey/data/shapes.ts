import type { Random } from '../../../electron/nets/random.ts'
import { anyOf } from './drawn.ts'

/*
 * Plain shapes with what is said of them, which the experiments with texts learn from: five shapes, eight colours, two sizes and
 * four grounds, of which a fifth of the combinations of shape and colour is held out.
 */

export const shapeNames = ['circle', 'square', 'triangle', 'cross', 'ring'] as const
export const colours = {
  red: [0.9, 0.1, 0.1],
  orange: [0.95, 0.55, 0.1],
  yellow: [0.95, 0.9, 0.15],
  green: [0.15, 0.7, 0.2],
  cyan: [0.15, 0.8, 0.85],
  blue: [0.15, 0.25, 0.9],
  purple: [0.6, 0.2, 0.75],
  pink: [0.95, 0.55, 0.75],
} as const
const grounds = { white: 1, black: 0, gray: 0.5, silver: 0.75 } as const
const sizes = { small: 0.26, large: 0.4 } as const

export type ShapeName = (typeof shapeNames)[number]
export type ColourName = keyof typeof colours
export const colourNames = Object.keys(colours) as ColourName[]
const groundNames = Object.keys(grounds) as (keyof typeof grounds)[]
const sizeNames = Object.keys(sizes) as (keyof typeof sizes)[]

/** Every word that is said, in the order of their shares. */
export const shapeWords: readonly string[] = [
  ...shapeNames,
  ...colourNames,
  ...sizeNames,
  ...groundNames.map((name) => `on-${name}`),
]

export interface Shape {
  shape: ShapeName
  colour: ColourName
  size: keyof typeof sizes
  ground: keyof typeof grounds
}

/** Whether a combination is never learned from. */
export const isUnseen = ({ shape, colour }: Pick<Shape, 'shape' | 'colour'>): boolean =>
  (shapeNames.indexOf(shape) + 2 * colourNames.indexOf(colour)) % 5 === 0

/** One at random. @param fits of which alone */
export function drawShape(random: Random, fits: (shape: Shape) => boolean = () => true): Shape {
  for (;;) {
    const drawn: Shape = {
      shape: anyOf(random, shapeNames),
      colour: anyOf(random, colourNames),
      size: anyOf(random, sizeNames),
      ground: anyOf(random, groundNames),
    }
    if (fits(drawn)) return drawn
  }
}

/** The shares of its words. */
export function textOf({ shape, colour, size, ground }: Shape): Float32Array {
  const said = [shape, colour, size, `on-${ground}`]
  return Float32Array.from(shapeWords, (word) => (said.includes(word) ? 1 / said.length : 0))
}

/** Whether a point (in units of the radius) is in a shape. */
const inside: Record<ShapeName, (x: number, y: number) => boolean> = {
  circle: (x, y) => x * x + y * y < 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.85,
  triangle: (x, y) => y < 0.8 && y > 2 * Math.abs(x) - 1,
  cross: (x, y) => Math.min(Math.abs(x), Math.abs(y)) < 0.3 && Math.max(Math.abs(x), Math.abs(y)) < 1,
  ring: (x, y) => x * x + y * y < 1 && x * x + y * y > 0.36,
}

/** Draws it a little off the middle: planes [3, side, side] in [-1, 1], each pixel the mean of sixteen points. */
export function drawnShape(
  { shape, colour, size, ground }: Shape,
  side: number,
  random: Random,
): Float32Array {
  const radius = sizes[size] * (0.9 + 0.2 * random.uniform()) * side
  const [cx, cy] = [0, 1].map(() => side * (0.5 + 0.12 * (random.uniform() - 0.5))) as [number, number]
  const planes = new Float32Array(3 * side * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      let covered = 0
      for (let k = 0; k < 16; k++)
        if (inside[shape]((x + (k % 4) / 4 + 0.125 - cx) / radius, (y + (k >> 2) / 4 + 0.125 - cy) / radius))
          covered++
      for (let c = 0; c < 3; c++) {
        const level = (covered / 16) * colours[colour][c]! + (1 - covered / 16) * grounds[ground]
        planes[(c * side + y) * side + x] = 2 * level - 1
      }
    }
  return planes
}

/**
 * The colour nearest to the mean of what a picture shows where it differs from its ground, as its hue and brightness are; its
 * ground is taken from the picture's edge.
 */
export function colourIn(planes: Float32Array, side: number): ColourName {
  const at = (k: number) => [0, 1, 2].map((c) => (planes[c * side * side + k]! + 1) / 2)
  const edge = at(0)
  const sums = [0, 0, 0]
  let weights = 0
  for (let k = 0; k < side * side; k++) {
    const colour = at(k)
    const weight = colour.reduce((sum, value, c) => sum + (value - edge[c]!) ** 2, 0)
    for (let c = 0; c < 3; c++) sums[c]! += weight * colour[c]!
    weights += weight
  }
  const mean = sums.map((sum) => sum / Math.max(weights, 1e-9))
  const far = (name: ColourName) => colours[name].reduce((sum, value, c) => sum + (value - mean[c]!) ** 2, 0)
  return colourNames.reduce((best, name) => (far(name) < far(best) ? name : best))
}
