import { t } from '../../i18n/index.ts'
import { ask } from '../dialogs/ask.tsx'
import { openSessionOrNull } from '../opened.ts'
import { documentName } from './documentName.ts'
import { save } from './save.ts'

/** Whether what is open may be left: saved, without changes, or given up by the user. */
export async function mayLeaveDocument(): Promise<boolean> {
  const session = openSessionOrNull()
  if (!session?.store.getState().unsaved) return true
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
  return answer === 'save' && (await save())
}

/**
 * Reads what takes the document's place, and asks again when the document was changed while that took its time.
 * Null: the document stays.
 */
export async function readInstead<T>(read: () => Promise<T>): Promise<T | null> {
  if (!(await mayLeaveDocument())) return null
  const before = openState()
  const result = await read()
  return openState() === before || (await mayLeaveDocument()) ? result : null
}

/** Tells one state of what is open from another. */
function openState(): string {
  const state = openSessionOrNull()?.store.getState()
  return state ? `${state.data.id} ${state.revision}` : ''
}
