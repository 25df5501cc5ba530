import { z } from 'zod'

/**
 * The blend modes of PSD, by the names its documents use. `pass-through` is for groups alone: their children
 * are composited straight onto what lies below.
 */
export const blendModes = [
  'normal',
  'dissolve',
  'darken',
  'multiply',
  'color-burn',
  'linear-burn',
  'darker-color',
  'lighten',
  'screen',
  'color-dodge',
  'linear-dodge',
  'lighter-color',
  'overlay',
  'soft-light',
  'hard-light',
  'vivid-light',
  'linear-light',
  'pin-light',
  'hard-mix',
  'difference',
  'exclusion',
  'subtract',
  'divide',
  'hue',
  'saturation',
  'color',
  'luminosity',
  'pass-through',
] as const
export const BlendMode = z.enum(blendModes)
export type BlendMode = z.infer<typeof BlendMode>
