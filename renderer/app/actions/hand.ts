import { Ruler } from 'lucide-react'
import { applyCrop, cancelCrop, cropFrame } from '../../canvas/cropFrame.ts'
import { chooseTool, paintKey, swapColors, toolSettings, updateBrush } from '../../canvas/toolSettings.ts'
import { MAX_BRUSH_SIZE } from '../../document/index.ts'
import { isOpen } from '../opened.ts'
import type { Action } from './action.ts'

/** A step that feels alike at all sizes: about a tenth. */
const sizeStep = (size: number) => Math.max(1, Math.round(size * 0.1))

function changeBrush(change: 'size' | 'hardness', direction: 1 | -1): void {
  const key = paintKey(toolSettings.getState())
  const { size, hardness } = toolSettings.getState()[key]
  if (change === 'size')
    updateBrush(key, { size: Math.min(MAX_BRUSH_SIZE, Math.max(1, size + direction * sizeStep(size))) })
  else updateBrush(key, { hardness: Math.min(1, Math.max(0, Math.round(hardness * 10 + direction) / 10)) })
}

/** 1 to 9 and, for all of it, 0. */
const opacities = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100] as const

const brushActions: Action[] = [
  {
    id: 'brush.smaller',
    label: 'canvas:action.brushSmaller',
    shortcut: 'BracketLeft',
    perform: () => changeBrush('size', -1),
  },
  {
    id: 'brush.larger',
    label: 'canvas:action.brushLarger',
    shortcut: 'BracketRight',
    perform: () => changeBrush('size', 1),
  },
  {
    id: 'brush.softer',
    label: 'canvas:action.brushSofter',
    shortcut: 'Shift+BracketLeft',
    perform: () => changeBrush('hardness', -1),
  },
  {
    id: 'brush.harder',
    label: 'canvas:action.brushHarder',
    shortcut: 'Shift+BracketRight',
    perform: () => changeBrush('hardness', 1),
  },
  ...opacities.map(
    (percent): Action => ({
      id: `brush.opacity${percent}`,
      label: `canvas:action.brushOpacity${percent}`,
      shortcut: String((percent / 10) % 10),
      hidden: true,
      perform: () => updateBrush(paintKey(toolSettings.getState()), { opacity: percent / 100 }),
    }),
  ),
  { id: 'color.swap', label: 'canvas:action.swapColors', shortcut: 'x', perform: swapColors },
  {
    id: 'color.default',
    label: 'canvas:action.defaultColors',
    shortcut: 'd',
    perform: () => toolSettings.setState({ foreground: '#000000', background: '#ffffff' }),
  },
]

const cropActions: Action[] = [
  {
    id: 'crop.straighten',
    label: 'canvas:action.cropStraighten',
    icon: Ruler,
    menu: 'image/turn',
    enabled: isOpen,
    checked: () => toolSettings.getState().tool === 'crop' && toolSettings.getState().crop.straightens,
    perform: () => {
      const straightens = toolSettings.getState().tool !== 'crop' || !toolSettings.getState().crop.straightens
      chooseTool('crop')
      toolSettings.setState(({ crop }) => ({ crop: { ...crop, straightens } }))
    },
  },
  {
    id: 'crop.apply',
    label: 'canvas:action.cropApply',
    enabled: () => cropFrame.getState().frame !== null,
    perform: applyCrop,
  },
  {
    id: 'crop.cancel',
    label: 'canvas:action.cropCancel',
    enabled: () => cropFrame.getState().frame !== null,
    perform: cancelCrop,
  },
]

/** What the tools in hand are told by keys: brush, colours, crop. */
export const handActions: readonly Action[] = [...brushActions, ...cropActions]
