import { t } from '../../i18n/index.ts'
import { ask } from '../dialogs/ask.tsx'
import { documentName } from './documentName.ts'
import { openSessionOrNull } from './opened.ts'
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
