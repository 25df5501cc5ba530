import { hasPixels } from '../../../../electron/contract/document/index.ts'
import { currentSession, followSession } from '../../../document/index.ts'
import { hintsLayer } from '../hints/hints.ts'
import { shown } from '../preview/shown.ts'
import { translateState } from '../state.ts'
import type { TriedResult } from './results.ts'

/** Brings a result's picture and settings back, to look at and to keep. */
export function chooseResult({ source, model, settings, canvas }: TriedResult): void {
  const session = currentSession()
  if (!(source in session.data.layers)) return
  translateState.setState({ model, settings })
  shown.setState({ chosen: { session, source, canvas, ofLines: false } })
}

export function leaveChosen(): void {
  if (shown.getState().chosen) shown.setState({ chosen: null })
}

/**
 * A chosen picture stands for its settings and for its layer as that was: it goes when one of them changes, and when
 * another layer becomes active. Called once at start-up.
 */
export function leaveChosenInTime(): void {
  followSession((session) => {
    const stop = [
      session.store.subscribe((now, before) => {
        if (now.data.active !== before.data.active) leaveChosen()
      }),
      session.rasters.onChange((id) => {
        const source = shown.getState().chosen?.source
        if (source === undefined) return
        const shownBy = [session.data.layers[source], hintsLayer(session.data, source)]
        if (shownBy.some((layer) => hasPixels(layer) && layer.raster === id)) leaveChosen()
      }),
    ]
    return () => {
      for (const one of stop) one()
    }
  })
  translateState.subscribe((now, before) => {
    if (now.model !== before.model || now.settings !== before.settings) leaveChosen()
  })
}
