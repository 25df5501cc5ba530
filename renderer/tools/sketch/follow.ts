import { engineState } from '../../app/engineState.ts'
import { takeKit, toolSettings } from '../../canvas/index.ts'
import { currentSession, followSession } from '../../document/index.ts'
import { attempt } from './commands.ts'
import { sketchOf } from './layers.ts'
import { liveSketch } from './live.ts'
import { endSketch, goOnSketching } from './open.ts'

/** A sketch ends with its document, and comes back with the engine. Called once at start-up. */
export function followSketch(): void {
  let lost: string | null = null
  engineState.subscribe(({ state }) => {
    const sketch = liveSketch()
    if (state === 'lost') lost = sketch?.layers?.result.id ?? null
    if (state !== 'ready' || lost === null) return
    // What was drawn is in the document; the candidates are searched anew from what was kept last.
    const session = currentSession()
    const layers = sketchOf(session.data, lost)
    lost = null
    endSketch()
    if (layers) attempt(goOnSketching(session, layers).then(() => liveSketch()?.search()))
  })
  followSession((session) => {
    const stop = session.store.subscribe((now, before) => {
      if (now.revision !== before.revision && liveSketch() && !liveSketch()?.layers) endSketch()
      if (now.data.active !== before.data.active) leaveBrush(now.data.active)
    })
    return () => {
      stop()
      endSketch()
    }
  })
}

/** The brushes of a sketch are for its layers alone. */
function leaveBrush(active: string | null): void {
  const { purpose } = toolSettings.getState()
  if (purpose !== 'sketchColors' && purpose !== 'sketchOutlines') return
  const layers = liveSketch()?.layers
  if (active !== layers?.color.id && active !== layers?.outline?.id) takeKit('picture')
}
