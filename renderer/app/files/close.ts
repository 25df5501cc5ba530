import { type DocumentSession, openDocuments, removeDocument, showDocument } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { discardRecovery } from '../autosave/index.ts'
import { ask } from '../dialogs/ask.tsx'
import { documentName } from './documentName.ts'
import { save } from './save.ts'

/** Whether a document may be left: saved, without changes, or given up by the user, who sees which it is. */
async function mayLeave(session: DocumentSession): Promise<boolean> {
  if (!session.store.getState().unsaved) return true
  showDocument(session)
  const name = documentName(session.store.getState())
  const answer = await ask({
    title: t('app:unsaved.title', { name }),
    description: t('app:unsaved.description'),
    answers: [
      { value: 'discard', label: t('app:unsaved.discard'), danger: true },
      { value: 'save', label: t('app:unsaved.save') },
    ],
  })
  if (answer === 'discard') return true
  return answer === 'save' && (await save(session))
}

/** Closes a document after asking about unsaved changes. */
export async function closeDocument(session: DocumentSession): Promise<void> {
  if (await mayLeave(session)) await close(session)
}

/** Closes all documents once the user has answered for each that has unsaved changes. False: all stay. */
export async function closeAll(): Promise<boolean> {
  const { sessions } = openDocuments.getState()
  for (const session of sessions) if (!(await mayLeave(session))) return false
  await Promise.all(sessions.map(close))
  return true
}

async function close(session: DocumentSession): Promise<void> {
  removeDocument(session)
  await discardRecovery(session)
}
