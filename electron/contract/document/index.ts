export { LayerId, RasterId } from '../ids.ts'
export { BlendSettings, BlendShadow, strengthOf } from '../tools/blend.ts'
export { type RecipeOf, ResultRecipe } from '../tools/index.ts'
export {
  defaultSketchSettings,
  SketchHandle,
  SketchPoint,
  SketchSettings,
  SketchWords,
} from '../tools/sketchRecipe.ts'
export { defaultTranslateSettings, TranslateSettings } from '../tools/translate.ts'
export { Transform } from '../transform.ts'
export { BlendMode, blendModes } from './blendMode.ts'
export { DOCUMENT_VERSION, DocumentData, SavedMask } from './data.ts'
export { attachedTo, type GroupLayer, hasPixels, Layer, type RasterLayer } from './layer.ts'
export { type RasterChannels, rasterIdsOf, rastersOf, selectionsOf } from './rasters.ts'
