import { toPlainError } from '../../electron/contract/errors.ts'
import type { Live, RecoveryEntry } from '../../electron/contract/procedures/recovery.ts'
import { afterEnd } from './autosave/afterEnd.ts'
import { engine } from './connection.ts'
import { askRecovery } from './dialogs/RecoveryDialog.tsx'
import { reportError } from './failures.ts'
import { showOpened, takeDocument } from './files/open.ts'
import { pathFile } from './files/pick.ts'
import { runJob } from './jobs.ts'
import { isOpen } from './opened.ts'

/**
 * Opens again what a reload or a crash interrupted: after a reload just what this page had open; else what pages had open
 * that are no more, of what had changes what the user chooses.
 *
 * @param live what this page had open before it was reloaded
 * @returns false: there was nothing, or the user wants nothing
 */
export async function bringBack(live: Live): Promise<boolean> {
  const { entries } = await engine.call('recovery.list', {})
  await reopen(live, entries)
  if (isOpen()) return true
  const lost = entries.filter(({ open }) => !open)
  const chosen = lost.length > 0 ? await askRecovery(lost) : []
  // Told once, so that a file which ends the program does not end it at every start.
  const { pages } = await engine.call('recovery.ended', {})
  await reopen(afterEnd(pages, lost, chosen), chosen)
  return isOpen()
}

/** Opens documents in the same order, from their recovery copies where there are some, and shows what was in front. */
async function reopen({ documents, front }: Live, entries: readonly RecoveryEntry[]): Promise<void> {
  const latest = performance.now() + LEAVING_MS
  for (const [index, { document, file }] of documents.entries()) {
    const behind = index !== front
    await tolerant(async () => {
      const entry = entries.find(({ documentId }) => documentId === document)
      if (entry && (await recover(entry, behind, latest))) return
      if (file) await takeDocument(pathFile(file), { behind })
    })
  }
}

/** What cannot be opened is told, and does not keep the rest from it. */
const tolerant = (work: () => Promise<void>): Promise<void> =>
  work().catch((thrown) => reportError(thrown, 'app:failure.open'))

/** A page that was reloaded has surely left its connection after this long. */
const LEAVING_MS = 5000

/**
 * Opens a recovery copy. For a moment, until `latest` of `performance.now()`, the engine still knows the page that went;
 * one that stays is another, of which this page is a duplicate: it gets nothing of it.
 */
async function recover(
  { documentId, name }: RecoveryEntry,
  behind: boolean,
  latest: number,
): Promise<boolean> {
  for (;;) {
    try {
      const opened = await runJob('app:jobs.recover', 'recovery.open', { documentId }, { values: { name } })
      showOpened(opened, { unsaved: true, recovered: documentId, behind })
      return true
    } catch (thrown) {
      if (toPlainError(thrown).code !== 'unavailable') throw thrown
      if (performance.now() > latest) return false
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
