import type { ChannelMixerChannel, Layer as PsdLayer } from 'ag-psd'
import { whiteBalanceGains, whiteBalanceOf } from '../../../contract/adjusting/tables.ts'
import {
  type Adjustment,
  type AdjustmentKind,
  type ChannelLevels,
  type Curve,
  defaultAdjustments,
} from '../../../contract/document/index.ts'

type PsdAdjustment = NonNullable<PsdLayer['adjustment']>
type OfType<T extends PsdAdjustment['type']> = Extract<PsdAdjustment, { type: T }>
type Kind<K extends AdjustmentKind> = Extract<Adjustment, { kind: K }>

const channels = ['rgb', 'red', 'green', 'blue'] as const
const hues = ['reds', 'yellows', 'greens', 'cyans', 'blues', 'magentas'] as const

/** Where the six ranges of hues begin to fade in, are full, and have faded out, in degrees. */
const ranges: Record<(typeof hues)[number], [number, number, number, number]> = {
  reds: [315, 345, 15, 45],
  yellows: [15, 45, 75, 105],
  greens: [75, 105, 135, 165],
  cyans: [135, 165, 195, 225],
  blues: [195, 225, 255, 285],
  magentas: [255, 285, 315, 345],
}

/** An adjustment of a file as documents have it; null for what they do not have, or only in part. */
export function fromPsdAdjustment(saved: PsdAdjustment): Adjustment | null {
  switch (saved.type) {
    case 'levels':
      return { kind: 'levels', ...perChannel((name) => levelsFrom(saved[name])) }
    case 'curves':
      return { kind: 'curves', ...perChannel((name) => curveFrom(saved[name])) }
    case 'exposure':
      return {
        kind: 'exposure',
        exposure: within(saved.exposure ?? 0, -20, 20),
        offset: within(saved.offset ?? 0, -0.5, 0.5),
        gamma: within(saved.gamma ?? 1, 0.1, 9.99),
      }
    case 'hue/saturation':
      return hueFrom(saved)
    case 'vibrance':
      return { kind: 'vibrance', vibrance: saved.vibrance ?? 0, saturation: saved.saturation ?? 0 }
    case 'black & white':
      if (saved.useTint) return null
      return {
        kind: 'black-and-white',
        ...(Object.fromEntries(hues.map((hue) => [hue, within(saved[hue] ?? 0, -200, 300)])) as Omit<
          Kind<'black-and-white'>,
          'kind'
        >),
      }
    case 'channel mixer':
      return gainsFrom(saved)
    case 'invert':
      return { kind: 'invert' }
    case 'gradient map':
      return gradientFrom(saved)
    default:
      return null
  }
}

const within = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value))

function perChannel<T>(of: (name: (typeof channels)[number]) => T): Record<(typeof channels)[number], T> {
  return { rgb: of('rgb'), red: of('red'), green: of('green'), blue: of('blue') }
}

function levelsFrom(saved: OfType<'levels'>['rgb']): ChannelLevels {
  if (!saved) return defaultAdjustments.levels.rgb
  return {
    black: within(saved.shadowInput, 0, 255),
    white: within(saved.highlightInput, 0, 255),
    gamma: within(saved.midtoneInput, 0.1, 9.99),
    outBlack: within(saved.shadowOutput, 0, 255),
    outWhite: within(saved.highlightOutput, 0, 255),
  }
}

function curveFrom(saved: OfType<'curves'>['rgb']): Curve {
  if (!saved || saved.length < 2) return defaultAdjustments.curves.rgb
  return saved.slice(0, 19).map(({ input, output }) => [within(input, 0, 255), within(output, 0, 255)])
}

/** The first three fields of the master are whether and how all is coloured: its own range they would be is the whole circle. */
function hueFrom({ master, ...saved }: OfType<'hue/saturation'>): Adjustment | null {
  if (hues.some((hue) => saved[hue]?.hue || saved[hue]?.saturation || saved[hue]?.lightness)) return null
  const { a = 0, b = 0, c = 0, d = 0, hue = 0, saturation = 0, lightness = 0 } = master ?? {}
  const colorize = a >> 8 === 1
  return {
    kind: 'hue-saturation',
    hue: within(colorize ? (b > 180 ? b - 360 : b) : hue, -180, 180),
    saturation: within(colorize ? c : saturation, -100, 100),
    lightness: within(colorize ? d : lightness, -100, 100),
    colorize,
  }
}

/** A mixer that mixes nothing into another channel is a white balance. */
function gainsFrom({ monochrome, red, green, blue }: OfType<'channel mixer'>): Adjustment | null {
  if (monochrome || !red || !green || !blue) return null
  const others = [red.green, red.blue, red.constant, green.red, green.blue, green.constant]
  if ([...others, blue.red, blue.green, blue.constant].some((share) => share !== 0)) return null
  return whiteBalanceOf([red.red / 100, green.green / 100, blue.blue / 100])
}

function gradientFrom({ gradientType, colorStops, reverse }: OfType<'gradient map'>): Adjustment | null {
  if (gradientType !== 'solid' || !colorStops || colorStops.length < 2 || colorStops.length > 32) return null
  const stops: Kind<'gradient-map'>['stops'] = []
  for (const { color, location } of colorStops) {
    if (!('r' in color)) return null
    const hex = [color.r, color.g, color.b].map((value) => Math.round(value).toString(16).padStart(2, '0'))
    const at = within(location, 0, 1)
    stops.push({ at: reverse ? 1 - at : at, color: `#${hex.join('')}` })
  }
  return { kind: 'gradient-map', stops: stops.sort((a, b) => a.at - b.at) }
}

/** An adjustment as a file has it. */
export function toPsdAdjustment(adjustment: Adjustment): PsdAdjustment {
  switch (adjustment.kind) {
    case 'levels':
      return {
        type: 'levels',
        ...perChannel((name) => {
          const { black, white, gamma, outBlack, outWhite } = adjustment[name]
          return {
            shadowInput: Math.round(black),
            highlightInput: Math.round(white),
            shadowOutput: Math.round(outBlack),
            highlightOutput: Math.round(outWhite),
            midtoneInput: gamma,
          }
        }),
      }
    case 'curves':
      return {
        type: 'curves',
        ...perChannel((name) =>
          adjustment[name].map(([input, output]) => ({
            input: Math.round(input),
            output: Math.round(output),
          })),
        ),
      }
    case 'exposure':
      return { type: 'exposure', ...without(adjustment) }
    case 'hue-saturation':
      return hueTo(adjustment)
    case 'vibrance':
      return { type: 'vibrance', ...without(adjustment) }
    case 'white-balance':
      return gainsTo(adjustment)
    case 'black-and-white':
      return {
        type: 'black & white',
        ...without(adjustment),
        useTint: false,
        tintColor: { r: 225, g: 211, b: 179 },
      }
    case 'invert':
      return { type: 'invert' }
    case 'gradient-map':
      return {
        type: 'gradient map',
        gradientType: 'solid',
        name: '',
        reverse: false,
        dither: false,
        smoothness: 1,
        colorStops: adjustment.stops.map(({ at, color }) => {
          const value = Number.parseInt(color.slice(1), 16)
          return {
            location: at,
            midpoint: 0.5,
            color: { r: value >> 16, g: (value >> 8) & 255, b: value & 255 },
          }
        }),
        opacityStops: [0, 1].map((location) => ({ location, midpoint: 0.5, opacity: 1 })),
      }
  }
}

function without<T extends { kind: unknown }>({ kind: _, ...rest }: T): Omit<T, 'kind'> {
  return rest
}

function hueTo({ hue, saturation, lightness, colorize }: Kind<'hue-saturation'>): PsdAdjustment {
  const plain = { hue: 0, saturation: 0, lightness: 0 }
  const [h, s, l] = [hue, saturation, lightness].map(Math.round) as [number, number, number]
  const master = colorize
    ? { a: 256, b: h < 0 ? h + 360 : h, c: Math.max(0, s), d: l, ...plain }
    : { a: 0, b: 0, c: 25, d: 0, hue: h, saturation: s, lightness: l }
  const others = hues.map((name) => {
    const [a, b, c, d] = ranges[name]
    return [name, { a, b, c, d, ...plain }] as const
  })
  return { type: 'hue/saturation', master, ...Object.fromEntries(others) }
}

function gainsTo(balance: Kind<'white-balance'>): PsdAdjustment {
  const [red, green, blue] = whiteBalanceGains(balance).map((gain) => Math.round(100 * gain)) as [
    number,
    number,
    number,
  ]
  const none: ChannelMixerChannel = { red: 0, green: 0, blue: 0, constant: 0 }
  return {
    type: 'channel mixer',
    monochrome: false,
    red: { ...none, red },
    green: { ...none, green },
    blue: { ...none, blue },
    gray: { red: 40, green: 40, blue: 20, constant: 0 },
  }
}
