import type { SketchPoint } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import type { SketchFrames } from '../../../electron/contract/tools/sketch.ts'
import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { runJob } from '../../app/jobs.ts'
import { isStillOpen } from '../../document/index.ts'
import { addMask, removeMask } from '../../document/selection/layerMasks.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { keepDrawn } from './layers.ts'
import { liveSketch } from './live.ts'
import { transferInput } from './photo/edited.ts'
import { pictureAt } from './pictures.ts'
import { setPhoto, sketchState } from './state.ts'

/** Pictures of a way from one result to another, and of a walk. */
const FRAMES = 24
/** Directions that are offered, those of the largest change. */
export const DIRECTIONS = 6

export const chooseCandidate = (chosen: number): void =>
  sketchState.setState({ chosen, beyond: null, path: null, shadow: null, moved: [], movedFrom: null })

/** Puts what is shown into the sketch's layer: the generator's picture, or the photo as that has it, at the photo's own resolution. */
export async function keepSketch(): Promise<void> {
  const sketch = liveSketch()
  if (!sketch?.drawn) return
  sketch.rest()
  const { pixels, point } = sketch.drawn
  const { info, handles, fixed, photo, model, seed, settings } = sketchState.getState()
  const { session } = sketch
  const input = photo && transferInput(session, photo, point)
  if (photo && !input) {
    sketchState.setState({ said: t('sketch:photo.gone') })
    return
  }
  const made = input && (await runJob('sketch:photo.applying', 'sketch.transfer', input))
  const detailed = !photo && info?.detail ? await detailOf(info.session, point) : pixels
  const { layers } = sketch
  if (!isStillOpen(session) || !layers) return
  const { result } = layers
  const kept = { model: model ?? result.recipe.model, point, seed, settings, handles: [...handles] }
  if (made && photo) {
    const { region, strength, likeness, reconstruction } = photo
    keepDrawn(session, layers, made.pixels, {
      ...kept,
      before: reconstruction.point,
      photo: { region, strength, likeness },
      ...(photo.mask && result.recipe.mask && { mask: result.recipe.mask }),
    })
  } else keepDrawn(session, layers, detailed, { ...kept, ...(fixed && { before: fixed.point }) })
  const { width, height } = made?.pixels ?? pixels
  sketch.showKept()
  const title = made ? t('sketch:photo.kept', { width, height }) : t('sketch:kept')
  showToast({ tone: 'success', title, id: 'sketch:kept' })
}

/** A result through the generator's second stage. */
const detailOf = async (session: string, point: SketchPoint): Promise<Pixels> =>
  (await engine.call('sketch.picture', { session, at: { point }, detail: true })).pixels

/** Lets the edit of a photo show where the selection is, or everywhere in the region. */
export async function limitToSelection(limited: boolean): Promise<void> {
  const sketch = liveSketch()
  const result = sketch?.layers?.result
  if (!sketch || !result) return
  if (limited) addMask(sketch.session, result.id, 'selection')
  else if (result.mask) removeMask(sketch.session, result.id)
  setPhoto({ mask: null })
}

/** Makes what is shown the result that the others stay near. */
export async function fixSketch(): Promise<void> {
  const sketch = liveSketch()
  const { info } = sketchState.getState()
  const fixed = sketch?.drawn
  if (!sketch || !fixed || !info) return
  sketch.rest()
  const found = await engine.call('sketch.fix', { session: info.session, at: { point: fixed.point } })
  sketchState.setState({ fixed, found, chosen: found.order[0] ?? 0, beyond: null, path: null, handles: [] })
}

/** Draws all candidates anew, under what is drawn; those of a photo around its reconstruction. */
export async function restartSketch(): Promise<void> {
  const live = liveSketch()
  const { info, photo } = sketchState.getState()
  if (!live || !info) return
  const { session } = info
  const seed = Math.floor(Math.random() * 10_000)
  const found = photo
    ? await engine.call('sketch.fix', { session, at: { point: photo.reconstruction.point } })
    : await engine.call('sketch.restart', { session, seed })
  sketchState.setState({ seed, found, fixed: photo ? photo.reconstruction : null, handles: [] })
  chooseCandidate(found.order[0] ?? 0)
  live.search()
}

/** Shows the way between the fixed result and what is shown, or between what is shown and another candidate. */
export async function showWay(way: 'linear' | 'spherical', other?: number): Promise<void> {
  const here = liveSketch()?.drawn?.point
  const { info, fixed, found } = sketchState.getState()
  const there = other === undefined ? fixed?.point : found?.points[other]
  if (!here || !there || !info) return
  const [from, to] =
    other === undefined ? [{ point: there }, { point: here }] : [{ point: here }, { point: there }]
  const frames = await engine.call('sketch.between', { session: info.session, from, to, frames: FRAMES, way })
  setPath(frames, other !== undefined ? Math.floor(FRAMES / 2) : FRAMES - 1)
}

/** Shows a walk at random from what is shown, and back to it. */
export async function showWalk(): Promise<void> {
  const point = liveSketch()?.drawn?.point
  const { info } = sketchState.getState()
  if (!point || !info) return
  const seed = Math.floor(Math.random() * 0xffff_ffff)
  const frames = await engine.call('sketch.walk', {
    session: info.session,
    from: { point },
    frames: FRAMES,
    seed,
  })
  setPath(frames, 0)
  play(true)
}

function setPath(frames: SketchFrames, at: number): void {
  sketchState.setState({ path: { frames, at, playing: false } })
  seek(at)
}

/** Shows one picture of the way. */
export function seek(at: number): void {
  const { path } = sketchState.getState()
  if (!path) return
  const count = path.frames.points.length
  const place = Math.min(count - 1, Math.max(0, Math.round(at)))
  sketchState.setState({
    path: { ...path, at: place },
    shadow: null,
    beyond: { pixels: pictureAt(path.frames.pictures, place, count), point: path.frames.points[place]! },
  })
}

/** Milliseconds that each picture of a way is shown for. */
const FRAME_TIME = 80
let timer: ReturnType<typeof setInterval> | null = null

/** Goes through the pictures of the way, over and over, or stops where it is. */
export function play(playing: boolean): void {
  if (timer) clearInterval(timer)
  timer = null
  const { path } = sketchState.getState()
  if (!path) return
  sketchState.setState({ path: { ...path, playing } })
  if (!playing) return
  timer = setInterval(() => {
    const now = sketchState.getState().path
    if (!now?.playing) play(false)
    else seek((now.at + 1) % now.frames.points.length)
  }, FRAME_TIME)
}

/** Moves what is shown along the directions of largest change. Amounts count from where the first of them began. */
export async function moveAlong(amounts: readonly number[]): Promise<void> {
  const live = liveSketch()
  const { info, movedFrom } = sketchState.getState()
  const from = movedFrom ?? live?.drawn?.point
  if (!live || !info || !from) return
  live.rest()
  sketchState.setState({ moved: amounts, movedFrom: from, path: null, shadow: null })
  const beyond = await engine.call('sketch.move', {
    session: info.session,
    at: { point: from },
    amounts: [...amounts],
  })
  // The newest wins: sliders move faster than answers come.
  if (sketchState.getState().moved === amounts) sketchState.setState({ beyond })
}

/** Shows the mean of the candidates in place of one of them, or no longer. */
export async function showShadow(on: boolean): Promise<void> {
  const { info } = sketchState.getState()
  if (!info) return
  const pixels = on ? (await engine.call('sketch.average', { session: info.session })).pixels : null
  sketchState.setState({ shadow: pixels })
}

/** Understands a text, and asks for that. */
export async function sayWords(model: string, text: string): Promise<void> {
  const { words, unknown } = await engine.call('sketch.words', { model, text })
  sketchState.setState({ words, unknown })
}

/** Puts what is shown in the place of the chosen candidate, and searches on from there. */
export async function takeShown(): Promise<void> {
  const live = liveSketch()
  const { info, beyond, chosen } = sketchState.getState()
  if (!live || !info || !beyond) return
  const found = await engine.call('sketch.take', {
    session: info.session,
    candidate: chosen,
    point: beyond.point,
  })
  sketchState.setState({ found })
  chooseCandidate(chosen)
}

/** Calls what a button or slider asks for; what fails is told, strokes stay as they are. */
export const attempt = (work: Promise<void>): void => {
  work.catch((thrown) => reportError(thrown, 'sketch:title'))
}
