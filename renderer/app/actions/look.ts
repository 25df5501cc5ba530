import {
  Maximize,
  RotateCcw,
  RotateCcwSquare,
  RotateCw,
  Scan,
  SplitSquareHorizontal,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { type ViewState, view } from '../../canvas/view.ts'
import { fillView, fitView, showAtPercent, turnView, zoomStep } from '../../canvas/viewCommands.ts'
import type { Action } from './action.ts'

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
  {
    id: 'view.rotateRight',
    label: 'canvas:action.turnRight',
    icon: RotateCw,
    menu: 'view/turn',
    perform: () => turnView(view.getState().rotation + 15),
  },
  {
    id: 'view.rotateLeft',
    label: 'canvas:action.turnLeft',
    icon: RotateCcw,
    menu: 'view/turn',
    perform: () => turnView(view.getState().rotation - 15),
  },
  {
    id: 'view.straight',
    label: 'canvas:action.turnBack',
    icon: RotateCcwSquare,
    menu: 'view/turn',
    enabled: () => view.getState().rotation !== 0,
    perform: () => turnView(0),
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

/** How the picture is looked at: zoom, aids, the comparison. */
export const lookActions: readonly Action[] = [...zoomActions, ...showActions]
