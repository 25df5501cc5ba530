import type { EffectSolidGradient, VectorContent } from 'ag-psd'
import type { Pixels } from '../../../contract/pixels.ts'

type GradientFill = Extract<VectorContent, { type: 'solid' }>
type Color = readonly [r: number, g: number, b: number, a: number]

/** Colours in steps this fine; between two of them lies less than a shade. */
const STEPS = 1024

/** Whether a fill can be drawn: a colour, or a gradient of RGB colours that is not noise. */
export function isDrawable(fill: VectorContent): boolean {
  if (fill.type === 'color') return 'r' in fill.color
  return fill.type === 'solid' && fill.colorStops.every(({ color }) => 'r' in color)
}

/** A gradient fill over a rectangle, as Photoshop lays it: its middle in the middle, and its length that of the box. */
export function drawGradient(fill: GradientFill, width: number, height: number): Pixels {
  const ramp = rampOf(fill)
  const angle = ((fill.angle ?? 0) * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), -Math.sin(angle)]
  const scale = (fill.scale ?? 100) / 100
  const length = Math.max(1e-6, scale * (Math.abs(width * cos) + Math.abs(height * sin)))
  const centerX = width / 2 + (width * (fill.offset?.x ?? 0)) / 100
  const centerY = height / 2 + (height * (fill.offset?.y ?? 0)) / 100
  const data = new Uint8Array(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x + 0.5 - centerX, y + 0.5 - centerY]
      const along = (dx * cos + dy * sin) / length
      const across = (dy * cos - dx * sin) / length
      const place = placeIn(fill.style ?? 'linear', along, across)
      const step = Math.round(Math.min(1, Math.max(0, fill.reverse ? 1 - place : place)) * (STEPS - 1))
      data.set(ramp[step]!, 4 * (y * width + x))
    }
  return { width, height, channels: 4, data }
}

/** Where along a gradient a point lies, from its middle in lengths of the gradient. */
function placeIn(style: NonNullable<GradientFill['style']>, along: number, across: number): number {
  if (style === 'radial') return 2 * Math.hypot(along, across)
  if (style === 'angle') return (Math.atan2(-across, along) / (2 * Math.PI) + 1) % 1
  if (style === 'reflected') return 2 * Math.abs(along)
  if (style === 'diamond') return 2 * (Math.abs(along) + Math.abs(across))
  return along + 0.5
}

function rampOf({ colorStops, opacityStops }: EffectSolidGradient): Color[] {
  const colors = colorStops.map(({ color, location, midpoint }) => {
    const { r, g, b } = color as { r: number; g: number; b: number }
    return { location, midpoint, value: [r, g, b] }
  })
  const alphas = opacityStops.map(({ opacity, location, midpoint }) => ({
    location,
    midpoint,
    value: [255 * opacity],
  }))
  return Array.from({ length: STEPS }, (_, i) => {
    const place = i / (STEPS - 1)
    const [alpha = 255] = at(alphas, place)
    const [r = 0, g = 0, b = 0] = at(colors, place)
    return [Math.round(r), Math.round(g), Math.round(b), Math.round(alpha)]
  })
}

interface Stop {
  location: number
  /** Where between this stop and the one before half of each is reached. */
  midpoint: number
  value: number[]
}

function at(stops: readonly Stop[], place: number): number[] {
  const next = stops.findIndex(({ location }) => location >= place)
  if (next <= 0) return (stops[next] ?? stops.at(-1))?.value ?? []
  const [a, b] = [stops[next - 1]!, stops[next]!]
  const t = (place - a.location) / Math.max(1e-9, b.location - a.location)
  const middle = Math.min(0.99, Math.max(0.01, b.midpoint ?? 0.5))
  const share = t < middle ? (0.5 * t) / middle : 0.5 + (0.5 * (t - middle)) / (1 - middle)
  return a.value.map((value, i) => value + share * (b.value[i]! - value))
}
