import type { SketchPoint } from '../../../electron/contract/document/index.ts'
import type { SketchAt, SketchFrames } from '../../../electron/contract/tools/sketch.ts'
import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { keepPanel } from '../../app/tools.ts'
import { currentSession, type DocumentSession } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { takeBrush } from './brushes.ts'
import { addSketch, keepDrawn, type SketchLayers } from './layers.ts'
import { LiveSketch, liveSketch, setLiveSketch } from './live.ts'
import { pictureAt } from './pictures.ts'
import { type Generator, idle, sketchState } from './state.ts'

/** Pictures of a way from one result to another, and of a walk. */
const FRAMES = 24
/** Directions that are offered, those of the largest change. */
export const DIRECTIONS = 6

/** Begins a sketch: candidates of a generator, a layer for their picture, and two to draw on, the brush in hand. */
export async function beginSketch(session: DocumentSession, { id: model }: Generator): Promise<void> {
  endSketch()
  const { seed, words, settings } = sketchState.getState()
  const info = await engine.call('sketch.open', { model, seed, words })
  const candidate = info.candidates.order[0] ?? 0
  const first = await engine.call('sketch.picture', { session: info.session, at: { candidate } })
  if (currentSession() !== session) {
    await engine.call('sketch.close', { session: info.session })
    return
  }
  const layers = addSketch(session, model, { settings, seed }, first)
  sketchState.setState({ ...idle, model, info, found: info.candidates, chosen: candidate })
  attach(session, info.session, layers)
  takeBrush('color')
  if (Object.keys(words).length > 0) liveSketch()?.search()
}

/** Takes a sketch of before up again: candidates near what it shows, under what is drawn. */
export async function goOnSketching(session: DocumentSession, layers: SketchLayers): Promise<void> {
  endSketch()
  const { model, point, before, seed, settings, handles } = layers.result.recipe
  const info = await engine.call('sketch.open', { model, seed, words: point.words, from: point })
  if (currentSession() !== session) {
    await engine.call('sketch.close', { session: info.session })
    return
  }
  sketchState.setState({ ...idle, model, info, seed, settings, words: point.words, found: info.candidates })
  if (before) {
    const { pixels } = await engine.call('sketch.picture', { session: info.session, at: { point: before } })
    sketchState.setState({ fixed: { pixels, point: before } })
  }
  sketchState.setState({ handles })
  attach(session, info.session, layers)
}

function attach(session: DocumentSession, id: string, layers: SketchLayers): void {
  setLiveSketch(new LiveSketch(session, id, layers))
  keepPanel('sketch', true)
}

/** Leaves the sketch as it was kept last. */
export function endSketch(): void {
  liveSketch()?.end()
  setLiveSketch(null)
  keepPanel('sketch', false)
}

export const chooseCandidate = (chosen: number): void =>
  sketchState.setState({ chosen, beyond: null, path: null, shadow: null, moved: [], movedFrom: null })

/** Puts what is shown into the sketch's layer. */
export async function keepSketch(): Promise<void> {
  const sketch = liveSketch()
  const layers = sketch?.layers
  if (!sketch || !layers) return
  const drawn = await sketch.drawn()
  if (liveSketch() !== sketch) return
  const { handles, fixed } = sketchState.getState()
  keepDrawn(sketch.session, layers, drawn, handles, fixed?.point)
  showToast({ tone: 'success', title: t('sketch:kept'), id: 'sketch:kept' })
}

/** Makes what is shown the result that the others stay near. */
export async function fixSketch(): Promise<void> {
  const sketch = liveSketch()
  const { info } = sketchState.getState()
  if (!sketch || !info) return
  const fixed = await sketch.drawn()
  const found = await engine.call('sketch.fix', { session: info.session, at: sketch.at() })
  sketchState.setState({ fixed, found, chosen: found.order[0] ?? 0, beyond: null, path: null, handles: [] })
}

/** Draws all candidates anew, under what is drawn. */
export async function restartSketch(): Promise<void> {
  const live = liveSketch()
  const { info } = sketchState.getState()
  if (!live || !info) return
  const seed = Math.floor(Math.random() * 10_000)
  const found = await engine.call('sketch.restart', { session: info.session, seed })
  sketchState.setState({ seed, found, fixed: null, chosen: found.order[0] ?? 0, handles: [] })
  chooseCandidate(found.order[0] ?? 0)
  live.search()
}

/** Shows the way between the fixed result and what is shown, or between what is shown and another candidate. */
export async function showWay(way: 'linear' | 'spherical', other?: number): Promise<void> {
  const live = liveSketch()
  const { info, fixed } = sketchState.getState()
  if (!live || !info) return
  const here = live.at()
  const [from, to]: [SketchAt, SketchAt] =
    other !== undefined ? [here, { candidate: other }] : [{ point: fixed!.point }, here]
  const frames = await engine.call('sketch.between', { session: info.session, from, to, frames: FRAMES, way })
  setPath(frames, other !== undefined ? Math.floor(FRAMES / 2) : FRAMES - 1)
}

/** Shows a walk at random from what is shown, and back to it. */
export async function showWalk(): Promise<void> {
  const live = liveSketch()
  const { info } = sketchState.getState()
  if (!live || !info) return
  const seed = Math.floor(Math.random() * 0xffff_ffff)
  const frames = await engine.call('sketch.walk', {
    session: info.session,
    from: live.at(),
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
  if (!live || !info) return
  const from: SketchPoint = movedFrom ?? (await live.drawn()).point
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
  sketchState.setState({ words })
  if (unknown.length > 0)
    sketchState.setState({ said: t('sketch:words.unknown', { words: unknown.join(', ') }) })
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
