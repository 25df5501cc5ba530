import { setLayerPreview } from '../../canvas/index.ts'
import { createSurface, imageData } from '../../document/index.ts'
import type { CutOutAnswer } from './source.ts'

/** What lies outside is tinted, as a mask's film is on any picture. */
const TINT = [255, 45, 85] as const
const STRENGTH = 0.55

/** Shows a draft above the picture: what is not the object lies under a film of colour. */
export function showDraft({ mask, rect }: CutOutAnswer): void {
  const { width, height, data } = mask
  const { canvas, context } = createSurface(width, height)
  const rgba = new Uint8ClampedArray(4 * width * height)
  for (let i = 0; i < data.length; i++) {
    rgba.set(TINT, 4 * i)
    rgba[4 * i + 3] = STRENGTH * (255 - data[i]!)
  }
  context.putImageData(imageData(rgba, width, height), 0, 0)
  setLayerPreview('top', { canvas, ...rect })
}

export const hideDraft = (): void => setLayerPreview('top', null)
