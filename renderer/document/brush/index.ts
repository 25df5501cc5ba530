export type { PointerSample } from './path.ts'
export { type BrushSettings, beginStroke, Stroke, type StrokeOptions } from './stroke.ts'
