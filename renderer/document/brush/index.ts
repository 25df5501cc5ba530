export type { PointerSample } from './path.ts'
export {
  type BrushSettings,
  beginStroke,
  brushTool,
  eraserTool,
  MAX_BRUSH_SIZE,
  openStroke,
  Stroke,
  type StrokeOptions,
  type StrokeTool,
} from './stroke.ts'
