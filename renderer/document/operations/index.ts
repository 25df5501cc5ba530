export { copyAcross } from './across.ts'
export {
  addImageLayer,
  addPaintLayer,
  addResultLayer,
  type ResultOptions,
  replaceResult,
} from './add.ts'
export { groupLayers, moveLayers, raiseLayers, ungroupLayers } from './arrange.ts'
export { duplicateLayers } from './duplicate.ts'
export { type Anchor, cropDocument, setCanvasSize } from './frame.ts'
export { setImageSize } from './imageSize.ts'
export { flatten, mergeDown, mergeLayers, mergeVisible } from './merge.ts'
export { renameLayer, setAlphaLocked, setBlendMode, setLocked, setOpacity, setVisible } from './properties.ts'
export { removeLayers } from './remove.ts'
export { levelling, straighten } from './straighten.ts'
export { addTextLayer, rasterizeTexts, type SetText, seen, setText } from './texts.ts'
export { flipLayers, moveBy, resetTransform, rotateLayers, setTransform } from './transform.ts'
export { flipDocument, rotateDocument } from './turnDocument.ts'
