export { currentSelection } from '../masks/current.ts'
export { HALF, type Mask, maskBounds, type SelectMode } from '../masks/mask.ts'
export { addAdjustment, adjustLayers, previewAdjustment, setAdjustment } from './adjust.ts'
export {
  type BucketOptions,
  bucketFill,
  type Clip,
  clearContents,
  copyLayer,
  copyMerged,
  cutLayer,
  fillContents,
} from './contents.ts'
export {
  addMask,
  applyMask,
  canClip,
  invertLayerMask,
  type MaskSource,
  maskLayerBy,
  removeMask,
  selectMask,
  setClipped,
  setMaskEnabled,
  setMaskLinked,
} from './layerMasks.ts'
export { type Outline, type OutlineOptions, outlines } from './outline.ts'
export { deleteMask, loadMask, renameMask, savedMask, saveSelection } from './saved.ts'
export * from './select.ts'
export { copyToLayer, cutToLayer } from './toLayer.ts'
