import type { SketchPoint } from '../../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../../electron/contract/pixels.ts'
import { engine } from '../../../app/connection.ts'
import type { DocumentSession } from '../../../document/index.ts'
import { pictureRaster } from '../layers.ts'
import { type Drawn, type PhotoEdit, setPhoto, sketchState } from '../state.ts'
import { readPart } from './part.ts'

/** The longer side at which the edited photo is shown while it is worked on. */
const SHOWN_SIDE = 640
/** What around the region is read, in shares of its sides: an edit brings things in from there. */
export const MARGIN = 0.25
/** Milliseconds that nothing changes for before the photo is edited anew. */
const PAUSE = 150

/** What is asked of a sketch under way. */
interface Sketch {
  readonly session: DocumentSession
  readonly drawn: Drawn | undefined
}

/**
 * Keeps the photo edited as the present result has it, small, whenever a search has come to its end, another result is
 * chosen, or strength and mask change. The newest change wins.
 *
 * @returns a function that ends it
 */
export function followEdited(sketch: Sketch): () => void {
  let asked: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    asked?.abort()
    clearTimeout(timer)
    timer = setTimeout(() => {
      const { photo, searching } = sketchState.getState()
      if (!photo?.shown || searching) return
      const mine = new AbortController()
      asked = mine
      // What fails here is told when the result is kept; until then the generator's picture is shown.
      editedPart(sketch, photo, mine.signal)
        .then((edited) => !mine.signal.aborted && setPhoto({ edited }))
        .catch(() => {})
    }, PAUSE)
  }
  const stop = sketchState.subscribe((now, before) => {
    if (!now.photo) return
    const others = now.found !== before.found || now.chosen !== before.chosen || now.beyond !== before.beyond
    if (others && now.photo.edited) setPhoto({ edited: null })
    const { strength, mask, shown } = before.photo ?? {}
    if (
      others ||
      now.searching !== before.searching ||
      now.photo.strength !== strength ||
      now.photo.mask !== mask ||
      now.photo.shown !== shown
    )
      soon()
  })
  soon()
  return () => {
    stop()
    clearTimeout(timer)
    asked?.abort()
  }
}

async function editedPart(sketch: Sketch, photo: PhotoEdit, signal: AbortSignal): Promise<Pixels | null> {
  const input = sketch.drawn && transferInput(sketch.session, photo, sketch.drawn.point, SHOWN_SIDE)
  return input ? (await engine.call('sketch.transfer', input, { signal })).pixels : null
}

/** What carries an edit to a photo; null once the photo's layer is gone. @param side as in {@link readPart} */
export function transferInput(
  session: DocumentSession,
  { layer, region, mask, strength, reconstruction }: PhotoEdit,
  after: SketchPoint,
  side?: number,
) {
  const { model } = sketchState.getState()
  const raster = pictureRaster(session, layer)
  if (!raster || model === null) return null
  const part = readPart(raster, region, { margin: MARGIN, mask, ...(side !== undefined && { side }) })
  return { model, ...part, before: reconstruction.point, after, strength, way: 'linear' as const }
}
