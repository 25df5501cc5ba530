import { type Layer, type LayerMask, shownBy } from '../../../electron/contract/document/index.ts'
import { greyOf } from './paint.ts'

/** Straight RGBA bytes. */
type Bytes = Uint8ClampedArray

/** How what paints sees the pixels of a raster, and what is kept of what it made of them. */
export interface Medium {
  readonly kind: 'pixels' | 'locked' | 'mask'
  /** Makes of kept pixels those to be painted on, in place. */
  show(pixels: Bytes): void
  /** The inverse of {@link show}, in place. @param before the kept pixels that were shown */
  keep(pixels: Bytes, before: Bytes): void
}

const plain: Medium = { kind: 'pixels', show: () => {}, keep: () => {} }

/** Colours change and alpha stays: whatever shows at all is painted on as if it were opaque. */
const locked: Medium = {
  kind: 'locked',
  show(pixels) {
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i] !== 0) pixels[i] = 255
  },
  keep(pixels, before) {
    for (let i = 3; i < pixels.length; i += 4) {
      pixels[i] = before[i]!
      if (before[i] === 0) pixels.set(before.subarray(i - 3, i), i - 3)
    }
  },
}

/** A mask is an opaque picture in grey: white where it shows, black where it hides. */
function greyMedium(mask: LayerMask): Medium {
  const own = mask.hides ? 0 : 255
  return {
    kind: 'mask',
    show(pixels) {
      for (let i = 0; i < pixels.length; i += 4) {
        pixels.fill(shownBy(mask, pixels[i + 3]!), i, i + 3)
        pixels[i + 3] = 255
      }
    },
    keep(pixels) {
      for (let i = 0; i < pixels.length; i += 4) {
        const grey = greyOf({ r: pixels[i]!, g: pixels[i + 1]!, b: pixels[i + 2]! })
        pixels.fill(own, i, i + 3)
        pixels[i + 3] = shownBy(mask, grey)
      }
    },
  }
}

/** @param onMask the layer's mask is painted on, which it must have, rather than its pixels */
export function mediumOf(layer: Layer, onMask: boolean): Medium {
  if (onMask) return greyMedium(layer.mask!)
  return 'alphaLocked' in layer && layer.alphaLocked ? locked : plain
}

/** Lets `change` paint on kept pixels as the medium shows them. */
export function throughMedium(medium: Medium, pixels: Bytes, change: () => void): void {
  if (medium.kind === 'pixels') {
    change()
    return
  }
  const before = pixels.slice()
  medium.show(pixels)
  change()
  medium.keep(pixels, before)
}
