import type { BlendMode } from '../../../electron/contract/document/index.ts'

/** The blend modes in the groups that editors show them in: by what they do to the picture below. */
export const blendModeGroups: readonly (readonly BlendMode[])[] = [
  ['normal', 'dissolve'],
  ['darken', 'multiply', 'color-burn', 'linear-burn', 'darker-color'],
  ['lighten', 'screen', 'color-dodge', 'linear-dodge', 'lighter-color'],
  ['overlay', 'soft-light', 'hard-light', 'vivid-light', 'linear-light', 'pin-light', 'hard-mix'],
  ['difference', 'exclusion', 'subtract', 'divide'],
  ['hue', 'saturation', 'color', 'luminosity'],
]
