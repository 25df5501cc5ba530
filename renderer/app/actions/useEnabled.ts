import { useSyncExternalStore } from 'react'
import { toolSettings, view } from '../../canvas/index.ts'
import { followSession, openDocuments } from '../../document/index.ts'
import type { Action } from './action.ts'
import { isEnabled } from './registry.ts'

/** Every store that an action's `enabled` may read. */
function subscribe(listener: () => void): () => void {
  const leave = [
    followSession((session) => session.store.subscribe(listener)),
    openDocuments.subscribe(listener),
    toolSettings.subscribe(listener),
    view.subscribe(listener),
  ]
  return () => {
    for (const stop of leave) stop()
  }
}

/** Whether an action is enabled; renders again when that changes. */
export const useEnabled = (action: Action): boolean =>
  useSyncExternalStore(subscribe, () => isEnabled(action))
