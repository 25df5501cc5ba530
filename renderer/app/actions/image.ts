import { Crop } from 'lucide-react'
import { cropDocument, currentSelection, currentSession, maskBounds } from '../../document/index.ts'
import { changeCanvasSize } from '../dialogs/CanvasSizeDialog.tsx'
import { changeImageSize } from '../dialogs/ImageSizeDialog.tsx'
import { isOpen } from '../files/opened.ts'
import type { Action } from './action.ts'
import { hasSelection } from './state.ts'

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
]
