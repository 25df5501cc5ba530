import { setLayerPreview } from '../../canvas/index.ts'
import { createSurface, type DocumentSession, imageData } from '../../document/index.ts'
import type { CutOutAnswer } from './source.ts'

/** What is not the object lies under a film of this colour, as what a mask hides does elsewhere. */
const FILM = [255, 45, 85, 140] as const

/** Shows a draft above the picture, at its own size. */
export function showDraft({ data }: DocumentSession, { mask, rect }: CutOutAnswer): void {
  const [scaleX, scaleY] = [mask.width / rect.width, mask.height / rect.height]
  const width = Math.max(1, Math.round(data.width * scaleX))
  const height = Math.max(1, Math.round(data.height * scaleY))
  const { canvas, context } = createSurface(width, height)
  const [red, green, blue, alpha] = FILM
  context.fillStyle = `rgb(${red} ${green} ${blue} / ${alpha / 255})`
  context.fillRect(0, 0, width, height)
  const rgba = new Uint8ClampedArray(4 * mask.data.length)
  for (let i = 0; i < mask.data.length; i++)
    rgba.set([red, green, blue, (alpha * (255 - mask.data[i]!)) / 255], 4 * i)
  const [x, y] = [Math.round(rect.x * scaleX), Math.round(rect.y * scaleY)]
  context.putImageData(imageData(rgba, mask.width, mask.height), x, y)
  setLayerPreview('top', { canvas, x: 0, y: 0, width: data.width, height: data.height })
}

export const hideDraft = (): void => setLayerPreview('top', null)
