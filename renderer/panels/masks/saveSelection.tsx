import { askName } from '../../app/dialogs/RenameDialog.tsx'
import { showPanel } from '../../app/frame/panels.ts'
import { currentSession, saveSelection } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'

/** Asks for a name and keeps the selection under it. */
export async function saveSelectionAsMask(): Promise<void> {
  const session = currentSession()
  const suggestion = `${t('document:names.mask')} ${session.data.masks.length + 1}`
  const name = await askName(t('actions:select.saveMask'), suggestion)
  if (name === null) return
  saveSelection(session, name)
  showPanel('masks')
}
