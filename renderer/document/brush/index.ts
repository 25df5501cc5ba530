export type { PointerSample } from './path.ts'
export { type BrushSettings, beginStroke, MAX_BRUSH_SIZE, Stroke, type StrokeOptions } from './stroke.ts'
