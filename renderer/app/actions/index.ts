import { editActions } from './edit.ts'
import { fileActions } from './file.ts'
import { handActions } from './hand.ts'
import { helpActions } from './help.ts'
import { imageActions } from './image.ts'
import { layerActions } from './layer.ts'
import { lookActions } from './look.ts'
import { maskActions } from './masks.ts'
import { registerActions } from './registry.ts'
import { selectActions } from './select.ts'
import { viewActions } from './view.ts'

/** Registers what the user can do, in the order of the menus. Once, before the page is drawn. */
export function registerStudioActions(): void {
  for (const actions of [
    fileActions,
    editActions,
    imageActions,
    layerActions,
    maskActions,
    selectActions,
    lookActions,
    handActions,
    viewActions,
    helpActions,
  ])
    registerActions(actions)
}
