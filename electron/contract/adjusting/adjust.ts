import type { Adjustment } from '../document/index.ts'
import { type Adjust, blackAndWhite, hueSaturation, mapLightness, vibrance } from './colors.ts'
import {
  curvesTables,
  exposureTables,
  gradientTables,
  invertTables,
  levelsTables,
  type Tables,
  whiteBalanceTables,
} from './tables.ts'

/*
 * Rules of this folder: pure functions over straight RGBA bytes in sRGB, which is what Photoshop's adjustments work on too.
 */

const known = new WeakMap<Adjustment, Adjust>()

/** What an adjustment does to colours; prepared once for each. */
export function adjusting(adjustment: Adjustment): Adjust {
  let adjust = known.get(adjustment)
  if (!adjust) {
    adjust = prepared(adjustment)
    known.set(adjustment, adjust)
  }
  return adjust
}

function prepared(adjustment: Adjustment): Adjust {
  switch (adjustment.kind) {
    case 'levels':
      return lookUp(levelsTables(adjustment))
    case 'curves':
      return lookUp(curvesTables(adjustment))
    case 'exposure':
      return lookUp(exposureTables(adjustment))
    case 'white-balance':
      return lookUp(whiteBalanceTables(adjustment))
    case 'invert':
      return lookUp(invertTables())
    case 'hue-saturation':
      return hueSaturation(adjustment)
    case 'vibrance':
      return vibrance(adjustment)
    case 'black-and-white':
      return blackAndWhite(adjustment)
    case 'gradient-map':
      return mapLightness(gradientTables(adjustment))
  }
}

const lookUp =
  ([red, green, blue]: Tables): Adjust =>
  (bytes) => {
    for (let i = 0; i < bytes.length; i += 4) {
      bytes[i] = red[bytes[i]!]!
      bytes[i + 1] = green[bytes[i + 1]!]!
      bytes[i + 2] = blue[bytes[i + 2]!]!
    }
  }
