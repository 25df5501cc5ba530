import type { Layer, LayerId } from '../../../electron/contract/document/index.ts'
import { newId } from '../ids.ts'
import { label } from '../label.ts'
import type { DocumentSession } from '../session.ts'
import { layerOf, outermost, siblingsOf, subtree, uniqueName } from '../tree.ts'
import { copyRaster } from './add.ts'

/**
 * Copies layers, groups with all they hold, each right above its original. `nameCopy` translates "{{name}} copy".
 * The copies become selected.
 */
export function duplicateLayers(
  session: DocumentSession,
  ids: readonly LayerId[],
  nameCopy: (name: string) => string,
): LayerId[] {
  const originals = outermost(session.data, ids)
  const copies: LayerId[] = []
  session.change(label('duplicate'), (draft) => {
    const fresh = new Map(
      originals.flatMap((id) => subtree(draft, id)).map((member) => [member, newId('layer')]),
    )
    for (const id of originals) {
      for (const from of subtree(draft, id)) {
        const to = fresh.get(from)!
        const layer = layerOf(session.data, from)
        const name = from === id ? uniqueName(draft, nameCopy(layer.name)) : layer.name
        draft.layers[to] = { ...copyLayer(session, session, layer, fresh), name }
      }
      const siblings = siblingsOf(draft, id)
      siblings.splice(siblings.indexOf(id) + 1, 0, fresh.get(id)!)
      copies.push(fresh.get(id)!)
    }
    draft.active = copies.at(-1) ?? draft.active
  })
  session.selectLayers(copies)
  return copies
}

/** A copy of a layer with pixels of its own, in the same document or another one. `fresh`: the ids of all that is copied. */
export function copyLayer(
  from: DocumentSession,
  to: DocumentSession,
  layer: Layer,
  fresh: ReadonlyMap<LayerId, LayerId>,
): Layer {
  const { mask } = layer
  const own = {
    id: fresh.get(layer.id)!,
    ...(mask && { mask: { ...mask, raster: copyRaster(from, mask.raster, to) } }),
  }
  if (layer.kind === 'group')
    return { ...layer, ...own, children: layer.children.map((child) => fresh.get(child)!) }
  if (layer.kind === 'adjustment') return { ...layer, ...own }
  const copy = { ...layer, ...own, raster: copyRaster(from, layer.raster, to) }
  if (copy.kind === 'paint') return withOwners(copy, fresh)
  if (copy.kind !== 'result') return copy
  const { recipe } = copy
  return {
    ...copy,
    recipe: {
      ...recipe,
      // A result copied together with its source follows the copy of that source.
      source: fresh.get(recipe.source) ?? recipe.source,
      ...(recipe.mask && from !== to && { mask: copyRaster(from, recipe.mask, to) }),
    },
  }
}

/** A mask or hints copied together with their layer are those of the copy; copied alone, they are a layer like any other. */
function withOwners(
  { maskOf, hintsOf, ...plain }: Extract<Layer, { kind: 'paint' }>,
  fresh: ReadonlyMap<LayerId, LayerId>,
): Layer {
  const masked = maskOf && fresh.get(maskOf)
  const hinted = hintsOf && fresh.get(hintsOf)
  return { ...plain, ...(masked && { maskOf: masked }), ...(hinted && { hintsOf: hinted }) }
}
