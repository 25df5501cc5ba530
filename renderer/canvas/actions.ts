import {
  Blend,
  Brush,
  CircleDashed,
  Crop,
  Eraser,
  Hand,
  Lasso,
  type LucideIcon,
  Maximize,
  Move,
  PaintBucket,
  Pipette,
  Replace,
  Scan,
  SplitSquareHorizontal,
  SquareDashed,
  WandSparkles,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import type { Action } from '../app/actions/action.ts'
import { applyCrop, cancelCrop, cropFrame } from './cropFrame.ts'
import { chooseTool, paintKey, swapColors, type ToolId, toolSettings, updateBrush } from './toolSettings.ts'
import { type ViewState, view } from './view.ts'
import { fillView, fitView, showAtPercent, zoomStep } from './viewCommands.ts'

const tools: readonly [id: ToolId, shortcut: string, icon: LucideIcon][] = [
  ['move', 'v', Move],
  ['brush', 'b', Brush],
  ['eraser', 'e', Eraser],
  ['bucket', 'f', PaintBucket],
  ['eyedropper', 'i', Pipette],
  ['select-rectangle', 'm', SquareDashed],
  ['select-ellipse', 'Shift+M', CircleDashed],
  ['lasso', 'l', Lasso],
  ['wand', 'w', WandSparkles],
  ['crop', 'c', Crop],
  ['hand', 'h', Hand],
  ['zoom', 'z', ZoomIn],
  ['blend', 'g', Blend],
  ['translate', 't', Replace],
]

const toolActions = tools.map(
  ([id, shortcut, icon]): Action => ({
    id: `tool.${id}`,
    label: `canvas:tool.${id}`,
    icon,
    shortcut,
    checked: () => toolSettings.getState().tool === id,
    perform: () => chooseTool(id),
  }),
)

const zoomActions: Action[] = [
  {
    id: 'view.zoomIn',
    label: 'canvas:action.zoomIn',
    icon: ZoomIn,
    shortcut: '$mod+Equal',
    alternatives: ['$mod+Shift+Equal', '$mod+NumpadAdd'],
    menu: 'view/zoom',
    perform: () => zoomStep(1),
  },
  {
    id: 'view.zoomOut',
    label: 'canvas:action.zoomOut',
    icon: ZoomOut,
    shortcut: '$mod+Minus',
    alternatives: ['$mod+NumpadSubtract'],
    menu: 'view/zoom',
    perform: () => zoomStep(-1),
  },
  {
    id: 'view.fit',
    label: 'canvas:action.fit',
    icon: Maximize,
    shortcut: '$mod+0',
    menu: 'view/zoom',
    perform: fitView,
  },
  { id: 'view.fill', label: 'canvas:action.fill', menu: 'view/zoom', perform: fillView },
  {
    id: 'view.actualSize',
    label: 'canvas:action.actualSize',
    icon: Scan,
    shortcut: '$mod+1',
    menu: 'view/zoom',
    perform: () => showAtPercent(100),
  },
  {
    id: 'view.doubleSize',
    label: 'canvas:action.doubleSize',
    shortcut: '$mod+2',
    menu: 'view/zoom',
    perform: () => showAtPercent(200),
  },
]

function viewSwitch(key: 'rulers' | 'pixelGrid' | 'snapping', shortcut?: string): Action {
  return {
    id: `view.${key}`,
    label: `canvas:action.${key}`,
    ...(shortcut ? { shortcut } : {}),
    menu: 'view/show',
    checked: () => view.getState()[key],
    perform: () => view.setState((state) => ({ [key]: !state[key] })),
  }
}

const hasGuides = ({ guides }: ViewState) => guides.x.length + guides.y.length > 0

const showActions: Action[] = [
  viewSwitch('rulers', '$mod+r'),
  viewSwitch('pixelGrid'),
  viewSwitch('snapping', '$mod+Shift+Semicolon'),
  {
    id: 'view.clearGuides',
    label: 'canvas:action.clearGuides',
    menu: 'view/show',
    enabled: () => hasGuides(view.getState()),
    perform: () => view.setState({ guides: { x: [], y: [] } }),
  },
  {
    id: 'view.compareSlider',
    label: 'canvas:action.compareSlider',
    icon: SplitSquareHorizontal,
    shortcut: '$mod+Backslash',
    menu: 'view/compare',
    checked: () => view.getState().compare.mode === 'slider',
    perform: () =>
      view.setState(({ compare }) => ({
        compare: { ...compare, mode: compare.mode === 'slider' ? 'off' : 'slider' },
      })),
  },
]

/** A step that feels alike at all sizes: about a tenth. */
const sizeStep = (size: number) => Math.max(1, Math.round(size * 0.1))

function changeBrush(change: 'size' | 'hardness', direction: 1 | -1): void {
  const key = paintKey(toolSettings.getState())
  const { size, hardness } = toolSettings.getState()[key]
  if (change === 'size')
    updateBrush(key, { size: Math.min(1000, Math.max(1, size + direction * sizeStep(size))) })
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

/** Tools, view, brush and colours. */
export const canvasActions: readonly Action[] = [
  ...toolActions,
  ...zoomActions,
  ...showActions,
  ...brushActions,
  ...cropActions,
]
