import type { BlendMode } from '../../../electron/contract/document/index.ts'

/**
 * The modes that Canvas 2D composites by the same formula as `blend` of the contract; they differ by its premultiplied
 * rounding alone. The others need the kernel: `lighter`, for one, is no linear dodge, as it adds the alphas.
 */
export const nativeModes: Partial<Record<BlendMode, GlobalCompositeOperation>> = {
  normal: 'source-over',
  darken: 'darken',
  multiply: 'multiply',
  'color-burn': 'color-burn',
  lighten: 'lighten',
  screen: 'screen',
  'color-dodge': 'color-dodge',
  overlay: 'overlay',
  'soft-light': 'soft-light',
  'hard-light': 'hard-light',
  difference: 'difference',
  exclusion: 'exclusion',
  hue: 'hue',
  saturation: 'saturation',
  color: 'color',
  luminosity: 'luminosity',
}
