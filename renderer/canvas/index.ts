export { type Arrow, arrows } from './arrows.ts'
export { CanvasView } from './CanvasView.tsx'
export type { Carried } from './carried.ts'
export { carry, carrying, otherDocumentAt } from './carry.ts'
export { followDocuments } from './documentViews.ts'
export { type CanvasMessage, onCanvasMessage } from './messages.ts'
export { onLayerOpened } from './opening.ts'
export {
  clearLayerPreviews,
  compareWithout,
  type LayerPreview,
  maskShown,
  onLayerTransform,
  onMaskShown,
  setLayerPreview,
  showMask,
} from './overlay.ts'
export {
  chooseTool,
  isMirrored,
  isStrokeTool,
  kitOf,
  type PaintKit,
  type Purpose,
  paintKey,
  purposes,
  type RetouchTool,
  retouchTools,
  type StrokeToolId,
  swapColors,
  type ToolId,
  type ToolSettings,
  takeKit,
  takesSource,
  toolSettings,
  updateBrush,
} from './toolSettings.ts'
export { addTool, isTool, type StudioTool, studioTools, toolGroups, toolOf } from './tools/registry.ts'
export { type PointerReadout, type ViewState, view, zoomPercent } from './view.ts'
