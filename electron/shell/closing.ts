import { app, type BrowserWindow, dialog } from 'electron'
import { Waiting } from './waiting.ts'

export interface Closing {
  unsaved: boolean
  /** The page's turn to ask the user what to do with unsaved changes. */
  readonly requests: Waiting<true>
  /** Closes without asking; goes on with quitting where that is what the user wanted. */
  closeNow(): void
}

/**
 * Keeps a window with unsaved changes open until the user has decided. The page asks them, in its own language;
 * a page that does not listen any more (it crashed, it hangs) cannot, so the system's dialog does.
 */
export function guardClosing(window: BrowserWindow): Closing {
  let decided = false
  let quitting = false
  const closing: Closing = {
    unsaved: false,
    requests: new Waiting<true>(),
    closeNow() {
      decided = true
      if (quitting) app.quit()
      else window.close()
    },
  }
  app.on('before-quit', () => {
    quitting = true
  })
  window.on('close', (event) => {
    if (decided || !closing.unsaved) return
    event.preventDefault()
    if (closing.requests.isAwaited) closing.requests.put(true)
    else if (askToDiscard(window)) closing.closeNow()
    else quitting = false
  })
  return closing
}

function askToDiscard(window: BrowserWindow): boolean {
  const choice = dialog.showMessageBoxSync(window, {
    type: 'warning',
    message: 'The studio does not answer, and the document has unsaved changes.',
    detail: 'They are offered for recovery at the next start, up to the last autosave.',
    buttons: ['Close anyway', 'Keep waiting'],
    defaultId: 1,
    cancelId: 1,
  })
  return choice === 0
}
