import { createStore } from 'zustand/vanilla'
import { t } from '../i18n/index.ts'
import { showToast } from '../ui/Toast.tsx'
import { type EngineState, onEngineState } from './connection.ts'

export const engineState = createStore<{ state: EngineState }>(() => ({ state: 'starting' }))

/** Follows the engine; `onReady` runs each time it is there, the first time included. */
export function watchEngine(onReady: () => void): void {
  let wasLost = false
  onEngineState((state) => {
    engineState.setState({ state })
    if (state === 'lost') wasLost = true
    if (state !== 'ready') return
    if (wasLost) showToast({ tone: 'success', title: t('app:engine.back'), id: 'engine' })
    wasLost = false
    onReady()
  })
}
