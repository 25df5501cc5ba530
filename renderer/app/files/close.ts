import { discardRecovery } from '../autosave/index.ts'
import { closeSession, openSessionOrNull } from '../opened.ts'
import { mayLeaveDocument } from './unsaved.ts'

/** Closes the document after asking about unsaved changes. */
export async function closeDocument(): Promise<void> {
  const session = openSessionOrNull()
  if (!session || !(await mayLeaveDocument())) return
  closeSession()
  await discardRecovery(session)
}
