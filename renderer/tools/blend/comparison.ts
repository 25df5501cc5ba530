import { createStore } from 'zustand/vanilla'
import type { BlendSettings, RasterLayer, Transform } from '../../../electron/contract/document/index.ts'
import type { Pixels, Rect } from '../../../electron/contract/pixels.ts'
import {
  canvasOf,
  createSurface,
  type DocumentSession,
  intersection,
  matrixOf,
  transformRect,
} from '../../document/index.ts'
import { canBlend } from './canBlend.ts'
import { methodsOf, settingsKey, variationsOf } from './candidates.ts'
import { blendState } from './state.ts'

interface Compared {
  /** What scene, and where in it the object lies. */
  scene: string
  /** The object blended by other settings, by their {@link settingsKey}. */
  pictures: ReadonlyMap<string, OffscreenCanvas>
}

export const comparison = createStore<Compared>(() => ({ scene: '', pictures: new Map() }))

/** What is wanted beside the present settings and not there yet; pictures of another scene are forgotten. */
export function missingCandidates(settings: BlendSettings, scene: string): BlendSettings[] {
  if (!blendState.getState().comparing) return []
  if (comparison.getState().scene !== scene) comparison.setState({ scene, pictures: new Map() })
  const { pictures } = comparison.getState()
  return [...methodsOf(settings), ...variationsOf(settings)]
    .map((each) => each.settings)
    .filter((each) => canBlend(each) && !pictures.has(settingsKey(each)))
}

/** Longest side of a picture of the comparison, in its own pixels. */
const SIDE = 240
/** How much of the surroundings is seen beside the object, in sizes of it. */
const MARGIN = 0.3

/** The part of a scene, in its own pixels, that shows the object; the aspect of the pictures is 4 to 3. */
export function closeUp(
  { rasters }: DocumentSession,
  object: RasterLayer,
  transform: Transform,
  scale: number,
  photo: { width: number; height: number },
): Rect {
  const { width, height } = rasters.get(object.raster)
  const placed = transformRect(matrixOf(transform), { x: 0, y: 0, width, height })
  const seen = intersection(
    { x: placed.x * scale, y: placed.y * scale, width: placed.width * scale, height: placed.height * scale },
    { x: 0, y: 0, width: photo.width, height: photo.height },
  )
  const grown = (1 + 2 * MARGIN) * Math.max(8, seen.width, (seen.height * 4) / 3)
  const w = Math.min(grown, photo.width, (photo.height * 4) / 3)
  const h = (w * 3) / 4
  const within = (centre: number, size: number, all: number) =>
    Math.min(all - size, Math.max(0, centre - size / 2))
  return {
    x: within(seen.x + seen.width / 2, w, photo.width),
    y: within(seen.y + seen.height / 2, h, photo.height),
    width: w,
    height: h,
  }
}

/** Keeps what the engine made of other settings: `rect` of the scene is changed, and `view` of it is shown. */
export function addPicture(
  settings: BlendSettings,
  background: CanvasImageSource,
  { pixels, rect }: { pixels: Pixels; rect: Rect },
  view: Rect,
): void {
  const scale = Math.min(1, SIDE / view.width)
  const { canvas, context } = createSurface(
    Math.max(1, Math.round(view.width * scale)),
    Math.max(1, Math.round(view.height * scale)),
  )
  context.imageSmoothingQuality = 'high'
  context.scale(scale, scale)
  context.translate(-view.x, -view.y)
  context.drawImage(background, 0, 0)
  context.drawImage(canvasOf(pixels), rect.x, rect.y)
  const pictures = new Map(comparison.getState().pictures)
  comparison.setState({ pictures: pictures.set(settingsKey(settings), canvas) })
}
