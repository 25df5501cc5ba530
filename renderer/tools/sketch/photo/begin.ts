import type { RasterLayer, SketchPhoto } from '../../../../electron/contract/document/index.ts'
import type { Pixels, Rect } from '../../../../electron/contract/pixels.ts'
import { runJob } from '../../../app/jobs.ts'
import {
  currentSession,
  type DocumentSession,
  isStillOpen,
  matrixOf,
  transformPoint,
} from '../../../document/index.ts'
import { currentSelection } from '../../../document/masks/current.ts'
import { selectionIn } from '../../../document/masks/layerMask.ts'
import { maskBounds } from '../../../document/masks/mask.ts'
import { maskOf } from '../../../document/selection/layerMasks.ts'
import { takeBrush } from '../brushes.ts'
import { addSketch } from '../layers.ts'
import { endSketch, openAt } from '../open.ts'
import { type Generator, sketchState } from '../state.ts'
import { editOf, LOOKED_SIDE } from './edit.ts'
import { readPart, regionFor } from './part.ts'

/**
 * Begins to edit a photo: what is selected of a layer, or its middle, is looked for among what a generator draws, and the
 * picture that was found is drawn on.
 *
 * @param onPreview hears of the nearest picture so far
 */
export async function beginPhoto(
  session: DocumentSession,
  layer: RasterLayer,
  generator: Generator,
  onPreview: (region: Pixels, nearest: Pixels | null) => void,
): Promise<void> {
  endSketch()
  const { id: model, outputs } = generator
  const [output] = outputs
  const raster = session.rasters.color(layer.raster)
  const selection = selectionIn(session, layer)
  const selected = selection && maskBounds(selection)
  // A selection beside the layer is none of it.
  const limited = selected !== null && selected.width > 0
  const size = output && 'width' in output.size ? output.size : { width: 1, height: 1 }
  const region = regionFor(raster, limited ? selected : null, size)
  // As it is by now: it may be another one when the photo has been found.
  const shown = limited ? currentSelection(session) : null
  const { photo } = readPart(raster, region, { side: LOOKED_SIDE })
  onPreview(photo, null)
  const { seed, settings } = sketchState.getState()
  const found = await runJob(
    'sketch:photo.looking',
    'sketch.project',
    { model, photo, seed },
    { values: { name: layer.name }, onPreview: (nearest) => onPreview(photo, nearest) },
  )
  if (!isStillOpen(session) || !(layer.id in session.data.layers)) return
  const { point, pixels, explained, foreign, errors } = found
  const kept: SketchPhoto = { region, strength: 1, likeness: { error: errors.end, explained, foreign } }
  const layers = addSketch(session, {
    pixels: readPart(raster, region, {}).photo,
    transform: transformOf(layer, region),
    above: layer.id,
    source: layer.id,
    recipe: { model, point, before: point, seed, settings, photo: kept },
    ...(shown && { mask: maskOf(session, shown) }),
  })
  // It can be taken up again when its document is in front.
  if (currentSession() !== session) return
  await openAt(session, layers, editOf(layer.id, kept, photo, { pixels, point }, null))
  takeBrush('color')
}

/** Where a part of a layer lies. */
function transformOf({ transform }: RasterLayer, { x, y }: Rect): RasterLayer['transform'] {
  return { ...transform, ...transformPoint(matrixOf(transform), { x, y }) }
}
