import { engineState } from '../../app/engineState.ts'
import { takeKit, toolSettings } from '../../canvas/index.ts'
import {
  currentSession,
  type DocumentSession,
  followEachDocument,
  followSession,
  isStillOpen,
} from '../../document/index.ts'
import { attempt } from './commands.ts'
import { sketchOf } from './layers.ts'
import { type LiveSketch, liveSketch } from './live.ts'
import { endSketch, goOnSketching, holdSketch } from './open.ts'

/** The sketches of documents that are behind another. */
const resting = new Map<DocumentSession, LiveSketch>()
/** Sketches, by their pictures' layers, whose candidates went with the engine. */
const lost = new Map<DocumentSession, string>()

/** A sketch rests while its document is behind another, ends with it, and comes back with the engine. Called once at start-up. */
export function followSketch(): void {
  engineState.subscribe(({ state }) => {
    if (state === 'lost') lose()
    if (state === 'ready' && lost.has(currentSession())) {
      endSketch()
      takeUp(currentSession())
    }
  })
  followSession((session) => {
    wake(session)
    const stop = session.store.subscribe((now, before) => {
      if (now.revision !== before.revision && liveSketch() && !liveSketch()?.layers) endSketch()
      if (now.data.active !== before.data.active) leaveBrush(now.data.active)
    })
    return () => {
      stop()
      rest(session)
    }
  })
  followEachDocument((session) => () => {
    resting.get(session)?.end()
    resting.delete(session)
    lost.delete(session)
  })
}

function rest(session: DocumentSession): void {
  const sketch = liveSketch()
  if (!sketch) return
  if (!isStillOpen(session)) {
    endSketch()
    return
  }
  sketch.suspend()
  holdSketch(null)
  resting.set(session, sketch)
}

function wake(session: DocumentSession): void {
  const sketch = resting.get(session)
  resting.delete(session)
  if (!sketch) {
    takeUp(session)
    return
  }
  holdSketch(sketch)
  sketch.resume()
  if (!sketch.layers) endSketch()
}

function lose(): void {
  const live = liveSketch()
  for (const sketch of live ? [live, ...resting.values()] : resting.values())
    if (sketch.layers) lost.set(sketch.session, sketch.layers.result.id)
  resting.clear()
}

/** What was drawn is in the document; the candidates are searched anew from what was kept last. */
function takeUp(session: DocumentSession): void {
  const result = lost.get(session)
  if (result === undefined || engineState.getState().state !== 'ready') return
  lost.delete(session)
  const layers = sketchOf(session.data, result)
  if (layers) attempt(goOnSketching(session, layers).then(() => liveSketch()?.search()))
}

/** The brushes of a sketch are for its layers alone. */
function leaveBrush(active: string | null): void {
  const { purpose } = toolSettings.getState()
  if (purpose !== 'sketchColors' && purpose !== 'sketchOutlines') return
  const layers = liveSketch()?.layers
  if (active !== layers?.color.id && active !== layers?.outline?.id) takeKit('picture')
}
