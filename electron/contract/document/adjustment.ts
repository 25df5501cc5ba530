import { z } from 'zod'

const percent = z.number().min(-100).max(100)
const byte = z.number().min(0).max(255)

/** What of a channel becomes black and white, and what those become. */
const ChannelLevels = z.object({
  black: byte,
  white: byte,
  /** Of the middle: above 1 lightens. */
  gamma: z.number().min(0.1).max(9.99),
  outBlack: byte,
  outWhite: byte,
})
export type ChannelLevels = z.infer<typeof ChannelLevels>

/** Points of a curve from what is there to what becomes of it, in the order of the first number. */
const Curve = z
  .array(z.tuple([byte, byte]))
  .min(2)
  .max(19)
export type Curve = z.infer<typeof Curve>

/** One value for all channels together, and one for each of them; they apply first the channel's own. */
const channels = <T extends z.ZodType>(value: T) =>
  z.object({ rgb: value, red: value, green: value, blue: value })

/** What an adjustment layer does to what lies below it; as PSD has them, but for white balance, which it has as gains. */
export const Adjustment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('levels'), ...channels(ChannelLevels).shape }),
  z.object({ kind: z.literal('curves'), ...channels(Curve).shape }),
  z.object({
    kind: z.literal('exposure'),
    /** In stops. */
    exposure: z.number().min(-20).max(20),
    /** Added to linear light. */
    offset: z.number().min(-0.5).max(0.5),
    /** Above 1 lightens. */
    gamma: z.number().min(0.1).max(9.99),
  }),
  z.object({
    kind: z.literal('hue-saturation'),
    /** Degrees; coloured, the hue that all gets. */
    hue: z.number().min(-180).max(180),
    saturation: percent,
    lightness: percent,
    colorize: z.boolean(),
  }),
  /** `vibrance` spares what is colourful already. */
  z.object({ kind: z.literal('vibrance'), vibrance: percent, saturation: percent }),
  /** Warmer and more magenta above 0. */
  z.object({ kind: z.literal('white-balance'), temperature: percent, tint: percent }),
  z.object({
    kind: z.literal('black-and-white'),
    /** How light each hue becomes, in per cent. */
    reds: z.number().min(-200).max(300),
    yellows: z.number().min(-200).max(300),
    greens: z.number().min(-200).max(300),
    cyans: z.number().min(-200).max(300),
    blues: z.number().min(-200).max(300),
    magentas: z.number().min(-200).max(300),
  }),
  z.object({ kind: z.literal('invert') }),
  z.object({
    kind: z.literal('gradient-map'),
    /** From what is darkest, at 0, to what is lightest, at 1. */
    stops: z
      .array(z.object({ at: z.number().min(0).max(1), color: z.string().regex(/^#[0-9a-f]{6}$/) }))
      .min(2)
      .max(32),
  }),
])
export type Adjustment = z.infer<typeof Adjustment>
export type AdjustmentKind = Adjustment['kind']

/** In the order in which they are offered; the first seven also as commands on a layer's pixels. */
export const adjustmentKinds = [
  'levels',
  'curves',
  'exposure',
  'hue-saturation',
  'vibrance',
  'white-balance',
  'black-and-white',
  'invert',
  'gradient-map',
] as const satisfies readonly AdjustmentKind[]

const plainLevels: ChannelLevels = { black: 0, white: 255, gamma: 1, outBlack: 0, outWhite: 255 }
const plainCurve: Curve = [
  [0, 0],
  [255, 255],
]

/** What a new adjustment is set to: it changes nothing yet, where its kind can be set to that. */
export const defaultAdjustments: { readonly [K in AdjustmentKind]: Extract<Adjustment, { kind: K }> } = {
  levels: { kind: 'levels', rgb: plainLevels, red: plainLevels, green: plainLevels, blue: plainLevels },
  curves: { kind: 'curves', rgb: plainCurve, red: plainCurve, green: plainCurve, blue: plainCurve },
  exposure: { kind: 'exposure', exposure: 0, offset: 0, gamma: 1 },
  'hue-saturation': { kind: 'hue-saturation', hue: 0, saturation: 0, lightness: 0, colorize: false },
  vibrance: { kind: 'vibrance', vibrance: 0, saturation: 0 },
  'white-balance': { kind: 'white-balance', temperature: 0, tint: 0 },
  'black-and-white': {
    kind: 'black-and-white',
    reds: 40,
    yellows: 60,
    greens: 40,
    cyans: 60,
    blues: 20,
    magentas: 80,
  },
  invert: { kind: 'invert' },
  'gradient-map': {
    kind: 'gradient-map',
    stops: [
      { at: 0, color: '#000000' },
      { at: 1, color: '#ffffff' },
    ],
  },
}
