import { onCanvasMessage } from '../canvas/index.ts'
import { followEachDocument, onFrontChange, openDocuments } from '../document/index.ts'
import { isTranslationKey, setLanguage, t } from '../i18n/index.ts'
import { showToast } from '../ui/Toast.tsx'
import { keeping, rememberOpen, resendAll, startAutosave } from './autosave/index.ts'
import { liveBefore } from './autosave/live.ts'
import { bringBack } from './bringBack.ts'
import { shell } from './connection.ts'
import { loadDevices } from './devices.ts'
import { watchEngine } from './engineState.ts'
import { reportError, watchUncaught } from './failures.ts'
import { listenForPaste } from './files/clipboard.ts'
import { closeAll } from './files/close.ts'
import { documentName } from './files/documentName.ts'
import { takeFiles } from './files/open.ts'
import { pathFile } from './files/pick.ts'
import { beginWithSample } from './files/sample.ts'
import { isOpen, openSessionOrNull } from './opened.ts'
import { closePage } from './pages.ts'
import { restorePanels } from './panels.ts'
import { rememberTools } from './rememberTools.ts'
import { followScale } from './scale.ts'
import { watchSending } from './sending.ts'
import { loadSettings, settings } from './settings.ts'
import { followTheme } from './theme.ts'

/** Before the first paint: what the page needs to look and read as the user chose. */
export async function prepare(): Promise<void> {
  watchUncaught()
  followTheme()
  await loadSettings().catch((thrown) => reportError(thrown, 'app:failure.settings'))
  followScale()
  await setLanguage(settings.getState().language)
  restorePanels()
  rememberTools()
}

/** Whether the document that the studio starts with is there. */
let begun = false

/** After it: the engine is followed, and there is a document to work on. */
export async function start(): Promise<void> {
  const live = liveBefore()
  watchEngine(() => {
    resendAll()
    void watchSending()
    loadDevices().catch((thrown) => reportError(thrown, 'app:failure.devices'))
  })
  listenForPaste()
  onCanvasMessage(({ key, values, tone }) => {
    if (isTranslationKey(key)) showToast({ tone, title: t(key, values), id: key })
  })
  followTitle()
  startAutosave()
  try {
    if (shell) void answerWindow(shell)
    if (!(await bringBack(live)) && !isOpen()) await beginWithSample()
  } catch (thrown) {
    reportError(thrown, 'app:failure.start')
  } finally {
    begun = true
    rememberOpen()
  }
}

/** Files the system hands over, and its request to close, for as long as the window lives. */
async function answerWindow(window: NonNullable<typeof shell>): Promise<void> {
  const repeat = async (work: () => Promise<void>) => {
    for (;;) await work()
  }
  const files = repeat(async () => {
    const { paths } = await window.call('window.filesToOpen', {})
    await takeFiles(paths.map(pathFile), 'open')
  })
  let asking = false
  const close = async () => {
    if (asking) return
    asking = true
    try {
      if (await closeAll()) await window.call('window.close', {})
    } finally {
      asking = false
    }
  }
  // Asked for again at once: the window takes a page that does not listen for one that hangs.
  const closing = repeat(async () => {
    await window.call('window.closeRequested', {})
    close().catch((thrown) => reportError(thrown, 'actions:file.close'))
  })
  await Promise.all([files, closing]).catch((thrown) => reportError(thrown))
}

/** Keeps the window's title and its unsaved mark; the browser asks before unsaved work is left. */
function followTitle(): void {
  let described = ''
  const showTitle = () => {
    const state = openSessionOrNull()?.store.getState()
    const name = state ? documentName(state) : ''
    const title = name ? `${state?.unsaved ? '• ' : ''}${name} – Ganvas` : 'Ganvas'
    const unsaved = openDocuments.getState().sessions.some(({ store }) => store.getState().unsaved)
    if (`${title} ${unsaved}` === described) return
    described = `${title} ${unsaved}`
    document.title = title
    shell?.call('window.describe', { title, unsaved }).catch((thrown) => reportError(thrown))
  }
  followEachDocument((session) => session.store.subscribe(showTitle))
  openDocuments.subscribe(showTitle)
  // What the user opens is to be seen; what the start brings back takes nobody away from where they are.
  onFrontChange(() => begun && closePage())
  showTitle()
  if (shell) return
  window.addEventListener('beforeunload', (event) => {
    const { sessions } = openDocuments.getState()
    const isUnsaved = sessions.some(({ store }) => store.getState().unsaved)
    if (isUnsaved || keeping.getState().pending.size > 0) event.preventDefault()
  })
}
