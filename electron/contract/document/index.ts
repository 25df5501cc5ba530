export { LayerId, RasterId } from '../ids.ts'
export { SketchPoint, SketchWords } from '../sketchPoint.ts'
export { BlendSettings, BlendShadow, strengthOf } from '../tools/blend.ts'
export { type RecipeOf, ResultRecipe } from '../tools/index.ts'
export {
  defaultSketchSettings,
  SketchHandle,
  SketchLikeness,
  SketchPhoto,
  SketchSettings,
} from '../tools/sketchRecipe.ts'
export { MAX_TEXT, sameFontName, TextFont, TextSettings } from '../tools/textSettings.ts'
export { defaultTranslateSettings, TranslateSettings } from '../tools/translate.ts'
export { Transform } from '../transform.ts'
export {
  Adjustment,
  type AdjustmentKind,
  adjustmentKinds,
  type ChannelLevels,
  type Curve,
  defaultAdjustments,
} from './adjustment.ts'
export { BlendMode, blendModes } from './blendMode.ts'
export { DOCUMENT_VERSION, DocumentData, Exif, SavedMask } from './data.ts'
export {
  type AdjustmentLayer,
  attachedTo,
  type GroupLayer,
  hasPixels,
  Layer,
  type RasterLayer,
  type TextLayer,
} from './layer.ts'
export { LayerMask, shownBy } from './mask.ts'
export { type RasterChannels, rasterIdsOf, rastersOf, selectionsOf } from './rasters.ts'
