import {
  drawingModel,
  installFiles,
  installModel,
  styleModel,
  TINT_MODEL,
  tintManifestOf,
  tintNetwork,
} from './model.fixture.ts'

/** Installs the colouring model {@link TINT_MODEL}, which gives every picture one chroma: a* = `a`, b* = `b`. */
export async function installTint(modelsFolder: string, a: number, b: number): Promise<void> {
  const model = tintNetwork(a, b)
  await installModel(modelsFolder, model, tintManifestOf(model), TINT_MODEL)
}

/** Installs a model of each kind of translation: {@link TINT_MODEL} with its chroma, `style` and `drawing`. */
export async function installTranslators(modelsFolder: string, a: number, b: number): Promise<void> {
  await installTint(modelsFolder, a, b)
  await installFiles(modelsFolder, styleModel('style'))
  await installFiles(modelsFolder, drawingModel('drawing'))
}
