import { hasPixels, type LayerId } from '../../electron/contract/document/index.ts'
import { emptyDocument } from '../document/create.ts'
import { currentSelection } from '../document/masks/current.ts'
import { addImageLayer } from '../document/operations/add.ts'
import { copyLayer } from '../document/selection/contents.ts'
import { DocumentSession } from '../document/session.ts'
import type { Point } from '../document/transform.ts'
import { identity } from '../document/tree.ts'

/** What is dragged from one document into another. */
export interface Carried {
  readonly home: DocumentSession
  /** Where the layers are: their document, or one that holds nothing but what was selected of it. */
  readonly scene: DocumentSession
  readonly layers: readonly LayerId[]
  /** The point of the scene that the pointer holds them by. */
  readonly grab: Point
}

/**
 * What a tool carries: layers, or where something is selected that part of one, in its place and by its name.
 *
 * @throws GanvasError `invalid-input` when nothing of the layer is selected
 */
export function carriedFrom(home: DocumentSession, layers: readonly LayerId[], grab: Point): Carried {
  const [id] = layers
  const layer = id !== undefined && layers.length === 1 ? home.data.layers[id] : undefined
  if (!hasPixels(layer) || !currentSelection(home)) return { home, scene: home, layers, grab }
  const { pixels, x, y } = copyLayer(home, layer.id)
  const { name, width, height } = home.data
  const scene = new DocumentSession(emptyDocument(name, width, height))
  const part = addImageLayer(scene, layer.name, pixels, { transform: { ...identity, x, y } })
  return { home, scene, layers: [part], grab }
}
