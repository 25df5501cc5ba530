import type { SketchPoint } from '../../../electron/contract/document/index.ts'
import { engine } from '../../app/connection.ts'
import { keepPanel } from '../../app/tools.ts'
import { currentSession, type DocumentSession, isStillOpen } from '../../document/index.ts'
import { takeBrush } from './brushes.ts'
import { addSketch, filling, placeFor, type SketchLayers } from './layers.ts'
import { LiveSketch, liveSketch, setLiveSketch } from './live.ts'
import { photoOf } from './photo/edit.ts'
import { pictureAt } from './pictures.ts'
import { type Generator, idle, type PhotoEdit, sketchState } from './state.ts'

/** Begins a sketch: candidates of a generator, a layer for their picture, and two to draw on, the brush in hand. */
export async function beginSketch(session: DocumentSession, { id: model }: Generator): Promise<void> {
  endSketch()
  const { seed, words, settings } = sketchState.getState()
  const info = await engine.call('sketch.open', { model, seed, words })
  const candidate = info.candidates.order[0] ?? 0
  const { pictures, points } = info.candidates
  const [pixels, point] = [pictureAt(pictures, candidate, points.length), points[candidate]!]
  const layers =
    isStillOpen(session) &&
    addSketch(session, {
      pixels,
      transform: filling(placeFor(session.data, pixels), pixels),
      above: null,
      recipe: { model, point, seed, settings },
    })
  // Begun in its document, which went behind another: it can be taken up again there.
  if (!layers || currentSession() !== session) {
    await engine.call('sketch.close', { session: info.session })
    return
  }
  sketchState.setState({ ...idle, model, info, found: info.candidates, chosen: candidate })
  attach(session, info.session, layers)
  takeBrush('color')
  if (Object.keys(words).length > 0) liveSketch()?.search()
}

/** Takes a sketch of before up again: candidates near what it shows, under what is drawn. */
export const goOnSketching = (session: DocumentSession, layers: SketchLayers): Promise<void> =>
  openAt(session, layers)

/**
 * Opens the generator of a sketch at the result that its layer shows, near the one that was fixed.
 *
 * @param photo the photo that it edits; read from the sketch's recipe if absent
 */
export async function openAt(
  session: DocumentSession,
  layers: SketchLayers,
  photo?: PhotoEdit,
): Promise<void> {
  endSketch()
  const { model, point, before, seed, settings, handles } = layers.result.recipe
  const info = await engine.call('sketch.open', { model, seed, words: point.words, from: point })
  const fixed = before && (await near(info.session, before, point))
  if (currentSession() !== session) {
    await engine.call('sketch.close', { session: info.session })
    return
  }
  sketchState.setState({
    ...idle,
    model,
    info,
    seed,
    settings,
    handles,
    words: point.words,
    found: fixed?.found ?? info.candidates,
    fixed: fixed?.drawn ?? null,
    photo: photo ?? (fixed ? photoOf(session, layers, fixed.drawn) : null),
  })
  attach(session, info.session, layers)
}

/** Has candidates drawn near a result that was fixed, the first of them the one that is shown. */
async function near(session: string, before: SketchPoint, point: SketchPoint) {
  const { pixels } = await engine.call('sketch.picture', { session, at: { point: before } })
  await engine.call('sketch.fix', { session, at: { point: before } })
  const found = await engine.call('sketch.take', { session, candidate: 0, point })
  return { found, drawn: { pixels, point: before } }
}

function attach(session: DocumentSession, id: string, layers: SketchLayers): void {
  holdSketch(new LiveSketch(session, id, layers))
}

/** Leaves the sketch as it was kept last. */
export function endSketch(): void {
  liveSketch()?.end()
  holdSketch(null)
}

/** Makes a sketch the one under way, whose panel stays. */
export function holdSketch(sketch: LiveSketch | null): void {
  setLiveSketch(sketch)
  keepPanel('sketch', sketch !== null)
}
