import type { MenuSection } from '../../app/actions/menus.ts'
import { getAction } from '../../app/actions/registry.ts'

const sections: Record<string, readonly string[]> = {
  name: ['layer.rename', 'layer.duplicate', 'layer.delete'],
  state: ['layer.toggleVisible', 'layer.toggleLock'],
  group: ['layer.group', 'layer.ungroup'],
  mask: ['layer.maskAdd', 'layer.maskApply', 'layer.maskRemove', 'layer.clip'],
  merge: ['layer.mergeDown', 'layer.mergeSelected', 'layer.mergeVisible', 'layer.flatten'],
  select: ['select.fromAlpha', 'layer.resetTransform'],
}

/** What a press of the right button on the layers offers. */
export const contextSections = (): MenuSection[] =>
  Object.entries(sections).map(([name, ids]) => ({
    name,
    entries: ids.map((id) => ({ kind: 'action', action: getAction(id) })),
  }))
