export { BlendMode, blendModes } from './blendMode.ts'
export { DOCUMENT_VERSION, DocumentData, SavedMask } from './data.ts'
export { LayerId, RasterId } from './ids.ts'
export { attachedTo, type GroupLayer, hasPixels, Layer, type RasterLayer } from './layer.ts'
export { type RasterChannels, rasterIdsOf, rastersOf, selectionsOf } from './rasters.ts'
export {
  BlendSettings,
  BlendShadow,
  defaultSketchSettings,
  defaultTranslateSettings,
  type RecipeOf,
  ResultRecipe,
  SketchHandle,
  SketchPoint,
  SketchSettings,
  SketchWords,
  strengthOf,
  TranslateSettings,
} from './recipes/index.ts'
export { Transform } from './transform.ts'
