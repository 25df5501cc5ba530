import { installedModels } from '../../../app/models.ts'
import { panelOwner } from '../../../app/tools.ts'
import { toolSettings } from '../../../canvas/index.ts'
import { currentSession } from '../../../document/index.ts'
import { hintsLayer, takesHints } from '../hints/hints.ts'
import { canBeLive, currentTranslator, settingsFor, translateState } from '../state.ts'
import { translateSubject } from '../subject.ts'
import type { LiveRequest } from './liveTranslation.ts'

/** What is to be translated while it is drawn; null while nothing is, or another tool has the panel. */
export function liveRequest(): LiveRequest | null {
  const { live, settings } = translateState.getState()
  const { tool, purpose } = toolSettings.getState()
  if (!live || purpose === 'mask' || panelOwner(tool, 'translate')?.id !== 'translate') return null
  const session = currentSession()
  const subject = translateSubject(session.data)
  const translator = currentTranslator()
  if (subject.kind !== 'picture' || !translator || !canBeLive(translator)) return null
  const { picture: layer } = subject
  const hints = takesHints(translator) ? hintsLayer(session.data, layer.id) : undefined
  return { session, layer, translator, settings: settingsFor(translator, settings), ...(hints && { hints }) }
}

/** Calls back when anything but the document may have changed {@link liveRequest}. @returns a function that stops it */
export function onLiveRequest(listener: () => void): () => void {
  const stop = [
    translateState.subscribe(listener),
    installedModels.subscribe(listener),
    toolSettings.subscribe((now, before) => {
      if (now.tool !== before.tool || now.purpose !== before.purpose) listener()
    }),
  ]
  return () => {
    for (const end of stop) end()
  }
}
