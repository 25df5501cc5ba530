import type { Layer } from '../../electron/contract/document/index.ts'
import type { ToolId } from '../canvas/index.ts'

/** What the right button was pressed on. */
export interface Under {
  readonly tool: ToolId
  /** The layer that is seen there, or the active one. */
  readonly layer: Layer | null
  /** Something is selected, and it was pressed within that. */
  readonly inSelection: boolean
  readonly selected: boolean
}

/** Ids of actions, in the sections of a menu. */
export type Sections = readonly (readonly string[])[]

/** What tools offer where they are in use. */
const ofTools: Partial<Record<ToolId, readonly string[]>> = {
  crop: ['crop.apply', 'crop.cancel', 'image.canvasSize'],
  hand: ['view.fit', 'view.actualSize', 'view.fill'],
  zoom: ['view.fit', 'view.actualSize', 'view.doubleSize', 'view.zoomIn', 'view.zoomOut'],
  blend: ['blend.run'],
  translate: ['translate.run'],
  subject: ['select.subject', 'select.refine'],
}

const ofSelection = [
  ['edit.cut', 'edit.copy', 'edit.copyMerged', 'edit.paste'],
  ['select.none', 'select.invert', 'select.refine', 'select.saveMask'],
  ['edit.fillForeground', 'edit.fillBackground', 'edit.clear'],
  ['layer.duplicate', 'layer.maskAdd', 'image.crop'],
] as const

/** What fits to what is under the pointer: the tool in use first, then the selection, or the layer. */
export function canvasSections({ tool, layer, inSelection, selected }: Under): Sections {
  const sections: (readonly string[])[] = []
  const own = ofTools[tool]
  if (own) sections.push(own)
  if (inSelection)
    return [...sections, ...ofSelection.map((section) => section.filter((id) => !own?.includes(id)))]
  if (!layer)
    return [...sections, ['edit.paste', 'layer.addPaint', 'select.all'], ['view.fit', 'view.actualSize']]
  if (layer.kind === 'text') sections.push(['layer.textEdit', 'layer.textRasterize'])
  sections.push([
    'layer.duplicate',
    'layer.rename',
    'layer.delete',
    'layer.toggleVisible',
    'layer.toggleLock',
  ])
  if (layer.kind !== 'adjustment') sections.push(['layer.transform', 'layer.front', 'layer.back'])
  sections.push(
    layer.mask
      ? ['layer.maskPaint', 'layer.maskToggle', 'layer.maskApply', 'layer.maskRemove', 'layer.clip']
      : ['layer.maskAdd', 'layer.clip'],
  )
  sections.push(['select.fromAlpha', 'layer.mergeDown', ...(selected ? ['select.none'] : [])])
  return sections
}
