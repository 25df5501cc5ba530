export type { PointerSample } from './path.ts'
export { type BrushSettings, beginMaskStroke, beginStroke, Stroke, type StrokeOptions } from './stroke.ts'
