import { createStore } from 'zustand/vanilla'
import { engine } from '../../../app/connection.ts'
import { engineState } from '../../../app/engineState.ts'
import { reasonOf, reportError } from '../../../app/failures.ts'
import { findModels, installedModels } from '../../../app/models.ts'
import { keepPanel } from '../../../app/tools.ts'
import { toolSettings } from '../../../canvas/index.ts'
import { canvasOf, followSession } from '../../../document/index.ts'
import { shown } from '../preview/shown.ts'
import { canBeLive, currentTranslator, translateState } from '../state.ts'
import { LiveTranslation, type Translate } from './liveTranslation.ts'
import { liveRequest, onLiveRequest } from './request.ts'

export interface LiveState {
  /** From the layer as it is to its translation on the screen; null when none is shown. */
  milliseconds: number | null
  /** Why the last one failed; empty when it did not. */
  problem: string
}

export const liveState = createStore<LiveState>(() => ({ milliseconds: null, problem: '' }))

/** Keeps the translation of the active layer in sight while the panel asks for it. Called once at start-up. */
export function followDrawing(): void {
  const translate: Translate = async (input, signal) =>
    (await engine.call('translate.run', input, { signal })).pixels
  const live = new LiveTranslation(translate, {
    shown: ({ session, layer, translator: { translation } }, pixels, milliseconds) => {
      liveState.setState({ problem: '', ...(milliseconds !== null && { milliseconds }) })
      const ofLines = translation.kind === 'drawing' && translation.draws === 'lines'
      shown.setState({
        live: { session, source: layer.id, canvas: canvasOf(pixels), ofLines },
        chosen: null,
      })
    },
    failed: (thrown) => liveState.setState({ milliseconds: null, problem: reasonOf(thrown) }),
  })

  const end = () => {
    live.end()
    liveState.setState({ milliseconds: null, problem: '' })
    if (shown.getState().live) shown.setState({ live: null })
  }
  let requested = false
  const update = () => {
    const request = liveRequest()
    if (request) live.show(request)
    else if (requested) end()
    requested = request !== null
  }

  followSession((session) => {
    end()
    const stop = [
      session.rasters.onChange((id, rect) => live.changed(id, rect)),
      session.store.subscribe((now, before) => {
        if (now.revision !== before.revision) update()
      }),
    ]
    update()
    return () => {
      for (const one of stop) one()
    }
  })
  onLiveRequest(update)
  // What was lost with the engine is made by the next one.
  engineState.subscribe(({ state }) => state === 'ready' && update())
  translateState.subscribe((now, before) => {
    const translator = currentTranslator()
    if (now.live && translator && !canBeLive(translator)) translateState.setState({ live: false })
    else if (now.live !== before.live) keepOwnPanel()
  })
  toolSettings.subscribe((now, before) => now.purpose !== before.purpose && keepOwnPanel())
}

/** While something is drawn for the tool, or followed by it. */
function keepOwnPanel(): void {
  const { live } = translateState.getState()
  const { purpose } = toolSettings.getState()
  keepPanel('translate', live || purpose === 'lines' || purpose === 'areas' || purpose === 'hints')
  // The panel may never have been open.
  if (live && !installedModels.getState().models)
    findModels().catch((thrown) => reportError(thrown, 'translate:model.find'))
}
