export type { PointerSample } from './path.ts'
export { brushSample } from './sample.ts'
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
export { imagesOf, MAX_IMAGES, type Symmetry, symmetryKinds } from './symmetry.ts'
export { grains, plainTexture, type Texture, tipShapes } from './texture.ts'
