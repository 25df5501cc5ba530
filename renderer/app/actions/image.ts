import { Crop } from 'lucide-react'
import {
  cropDocument,
  currentSelection,
  currentSession,
  flipDocument,
  maskBounds,
  rotateDocument,
} from '../../document/index.ts'
import type { TranslationKey } from '../../i18n/index.ts'
import { changeCanvasSize } from '../dialogs/CanvasSizeDialog.tsx'
import { changeImageSize } from '../dialogs/ImageSizeDialog.tsx'
import { isOpen } from '../opened.ts'
import { hasSelection } from '../openState.ts'
import type { Action } from './action.ts'

const turn = (id: string, label: TranslationKey, perform: () => void): Action => ({
  id: `image.${id}`,
  label,
  menu: 'image/turn',
  enabled: isOpen,
  perform,
})

export const imageActions: Action[] = [
  {
    id: 'image.crop',
    label: 'actions:image.crop',
    icon: Crop,
    menu: 'image/size',
    enabled: hasSelection,
    perform: () => {
      const selection = currentSelection(currentSession())
      if (selection) cropDocument(currentSession(), maskBounds(selection))
    },
  },
  {
    id: 'image.canvasSize',
    label: 'actions:image.canvasSize',
    shortcut: '$mod+Alt+C',
    menu: 'image/size',
    enabled: isOpen,
    perform: changeCanvasSize,
  },
  {
    id: 'image.imageSize',
    label: 'actions:image.imageSize',
    shortcut: '$mod+Alt+I',
    menu: 'image/size',
    enabled: isOpen,
    perform: changeImageSize,
  },
  turn('rotate90', 'actions:image.rotate90', () => rotateDocument(currentSession(), 90)),
  turn('rotate270', 'actions:image.rotate270', () => rotateDocument(currentSession(), 270)),
  turn('rotate180', 'actions:image.rotate180', () => rotateDocument(currentSession(), 180)),
  turn('flipHorizontal', 'actions:image.flipHorizontal', () => flipDocument(currentSession(), 'horizontal')),
  turn('flipVertical', 'actions:image.flipVertical', () => flipDocument(currentSession(), 'vertical')),
]
