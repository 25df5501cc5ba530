import { currentSession, saveSelection } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { showPanel } from '../panels.ts'
import { askName } from './RenameDialog.tsx'

/** Asks for a name and keeps the selection under it. */
export async function saveSelectionAsMask(): Promise<void> {
  const session = currentSession()
  const suggestion = `${t('document:names.mask')} ${session.data.masks.length + 1}`
  const name = await askName(t('actions:select.saveMask'), suggestion)
  if (name === null) return
  saveSelection(session, name)
  showPanel('masks')
}
