import { keptPanel, panelOwner } from '../../../app/tools.ts'
import { compareWithout, toolSettings } from '../../../canvas/index.ts'
import { currentSession, followSession } from '../../../document/index.ts'
import { translateSubject } from '../subject.ts'
import { resultsOf } from './present.ts'
import { shown } from './shown.ts'

/** While the panel is open, before and after are the picture without its translations and with them. */
export function compareTranslations(): void {
  const update = () => compareWithout(translationsOf())
  toolSettings.subscribe((now, before) => {
    if (now.tool !== before.tool) update()
  })
  keptPanel.subscribe(update)
  shown.subscribe(update)
  followSession((session) => {
    update()
    return session.store.subscribe((now, before) => {
      if (now.data !== before.data) update()
    })
  })
}

function translationsOf() {
  if (panelOwner(toolSettings.getState().tool, keptPanel.getState().tool)?.id !== 'translate') return null
  const { data } = currentSession()
  const subject = translateSubject(data)
  if (subject.kind === 'none') return null
  const results = resultsOf(data, subject.picture.id)
  const { live, chosen } = shown.getState()
  return results.length > 0 || live || chosen ? ['top' as const, ...results] : null
}
