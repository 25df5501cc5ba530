import type { Layer, LayerId } from '../../../electron/contract/document/index.ts'
import type { DocumentSession } from '../../document/session.ts'
import { isLocked, isVisible } from '../../document/tree.ts'
import { sayOnCanvas } from '../messages.ts'

/** The layer if it may be changed; else null, and a message says why. */
export function changeableLayer({ data }: DocumentSession, id: LayerId | null): Layer | null {
  const layer = id === null ? undefined : data.layers[id]
  if (!layer) {
    sayOnCanvas({ key: 'canvas:message.noLayer', tone: 'warning' })
    return null
  }
  const values = { name: layer.name }
  if (isLocked(data, layer.id)) sayOnCanvas({ key: 'canvas:message.locked', values, tone: 'warning' })
  else if (!isVisible(data, layer.id)) sayOnCanvas({ key: 'canvas:message.hidden', values, tone: 'warning' })
  else return layer
  return null
}

/** The active layer if it has pixels, or a mask in hand, that may be painted on; else null, and a message says why. */
export function paintableLayer(session: DocumentSession): Layer | null {
  const layer = changeableLayer(session, session.data.active)
  if (!layer || session.store.getState().target === 'mask') return layer
  const { kind } = layer
  if (kind === 'image' || kind === 'paint' || kind === 'result') return layer
  sayOnCanvas({ key: `canvas:message.${kind}`, values: { name: layer.name }, tone: 'warning' })
  return null
}
