import { toPlainError } from '../../electron/contract/errors.ts'
import type { RecoveryEntry } from '../../electron/contract/procedures/recovery.ts'
import { onCanvasMessage } from '../canvas/index.ts'
import { onSessionReplaced } from '../document/index.ts'
import { isTranslationKey, setLanguage, t } from '../i18n/index.ts'
import { showToast } from '../ui/Toast.tsx'
import { discardRecovery, keeping, resendAll, startAutosave } from './autosave/index.ts'
import { engine, shell } from './connection.ts'
import { loadDevices } from './devices.ts'
import { askRecovery } from './dialogs/RecoveryDialog.tsx'
import { watchEngine } from './engineState.ts'
import { reportError, watchUncaught } from './failures.ts'
import { listenForPaste } from './files/clipboard.ts'
import { documentName } from './files/documentName.ts'
import { showOpened, takeFiles } from './files/open.ts'
import { pathFile } from './files/pick.ts'
import { openSample } from './files/sample.ts'
import { mayLeaveDocument } from './files/unsaved.ts'
import { runJob } from './jobs.ts'
import { liveBefore } from './liveDocument.ts'
import { isOpen, onOpenChange, openSessionOrNull } from './opened.ts'
import { closePage } from './pages.ts'
import { restorePanels } from './panels.ts'
import { rememberTools } from './rememberTools.ts'
import { watchSending } from './sending.ts'
import { loadSettings, settings } from './settings.ts'
import { followTheme } from './theme.ts'

/** Before the first paint: what the page needs to look and read as the user chose. */
export async function prepare(): Promise<void> {
  watchUncaught()
  followTheme()
  await loadSettings().catch((thrown) => reportError(thrown, 'app:failure.settings'))
  await setLanguage(settings.getState().language)
  restorePanels()
  rememberTools()
}

/** Whether the document that the studio starts with is there. */
let begun = false

/** After it: the engine is followed, and there is a document to work on. */
export async function start(): Promise<void> {
  // Before anything is opened, which would mark itself as the live document.
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
  followDocument()
  startAutosave()
  try {
    if (shell) void answerWindow(shell)
    if (!(await bringBack(live)) && !isOpen()) await openSample()
  } catch (thrown) {
    reportError(thrown, 'app:failure.start')
  } finally {
    begun = true
  }
}

/** A page that was reloaded has surely left its connection after this long. */
const LEAVING_MS = 5000

/** Opens again what a reload or a crash interrupted. False: there was nothing, or the user wants nothing. */
async function bringBack(live: ReturnType<typeof liveBefore>): Promise<boolean> {
  const { entries } = await engine.call('recovery.list', {})
  const reloaded = entries.find((entry) => entry.documentId === live.document)
  if (reloaded && (await recoverReloaded(reloaded))) return true
  if (live.file) {
    await takeFiles([pathFile(live.file)], 'open')
    return isOpen()
  }
  const lost = entries.filter(({ open }) => !open)
  if (lost.length === 0) return false
  const chosen = await askRecovery(lost)
  return chosen !== null && recover(chosen)
}

/**
 * Opens what this page had open before it was reloaded. For a moment the engine still knows the page that went; one that
 * stays is another, of which this page is a duplicate: it gets nothing of it.
 */
async function recoverReloaded(entry: RecoveryEntry): Promise<boolean> {
  const latest = performance.now() + LEAVING_MS
  for (;;) {
    try {
      return await recover(entry)
    } catch (thrown) {
      if (toPlainError(thrown).code !== 'unavailable') throw thrown
      if (performance.now() > latest) return false
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function recover({ documentId, name }: RecoveryEntry): Promise<boolean> {
  const opened = await runJob('app:jobs.recover', 'recovery.open', { documentId }, { values: { name } })
  await showOpened(opened, { unsaved: true, recovered: documentId })
  return true
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
      if (!(await mayLeaveDocument())) return
      const session = openSessionOrNull()
      if (session) await discardRecovery(session)
      await window.call('window.close', {})
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

/** Keeps the window's title and its unsaved mark at the document's; the browser asks before unsaved work is left. */
function followDocument(): void {
  let leave = () => {}
  let described = ''
  const showTitle = () => {
    const session = openSessionOrNull()
    const state = session?.store.getState()
    const unsaved = state?.unsaved ?? false
    const name = state ? documentName(state) : ''
    const title = name ? `${unsaved ? '• ' : ''}${name} – Ganvas` : 'Ganvas'
    if (title === described) return
    described = title
    document.title = title
    shell?.call('window.describe', { title, unsaved }).catch((thrown) => reportError(thrown))
  }
  const follow = () => {
    leave()
    leave = openSessionOrNull()?.store.subscribe(showTitle) ?? (() => {})
    showTitle()
  }
  onSessionReplaced(() => {
    // What the user opens is to be seen; what the start brings back takes nobody away from where they are.
    if (begun) closePage()
    follow()
  })
  onOpenChange(follow)
  follow()
  if (shell) return
  window.addEventListener('beforeunload', (event) => {
    if (openSessionOrNull()?.store.getState().unsaved || !keeping.getState().kept) event.preventDefault()
  })
}
