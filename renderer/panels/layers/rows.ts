import type { DocumentData, Layer, LayerId } from '../../../electron/contract/document/index.ts'

/** One line of the layer tree, as shown: top layer first. */
export interface LayerRow {
  readonly layer: Layer
  /** 1 for the top level, as `aria-level` counts. */
  readonly level: number
  readonly parent: LayerId | null
  /** Place among its siblings, counted from the bottom. */
  readonly index: number
  readonly siblings: number
}

/** The rows of all layers that no folded group hides. */
export function layerRows(
  data: DocumentData,
  ids: readonly LayerId[] = data.root,
  parent: LayerId | null = null,
  level = 1,
): LayerRow[] {
  const rows: LayerRow[] = []
  for (let index = ids.length - 1; index >= 0; index--) {
    const layer = data.layers[ids[index]!]
    if (!layer) continue
    rows.push({ layer, level, parent, index, siblings: ids.length })
    if (layer.kind === 'group' && layer.expanded)
      rows.push(...layerRows(data, layer.children, layer.id, level + 1))
  }
  return rows
}
