import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { FontManner } from '../../contract/tools/font.ts'
import type { ModelData } from '../compute/fontMessages.ts'
import { folderWith, listModels, loadModel } from '../models/folder.ts'
import { type ChoosePlace, onProcessor, type SessionPlace } from '../sessions/place.ts'

export type ModelsFolders = readonly [string, ...string[]]

/** Where models lie, and where their networks are computed. */
export interface FontModels {
  modelsFolders: ModelsFolders
  place: ChoosePlace
}

/**
 * The network that glyphs are redrawn by in some of its styles. Servers compute it where they were chosen, and else the
 * processor, whose threads have a glyph each.
 *
 * @throws invalid-input for a model that draws no fonts, not-found for a style that it lacks; as `loadModel` does
 */
export async function openModel(
  manner: FontManner,
  { modelsFolders, place }: FontModels,
): Promise<ModelData> {
  const { model, mixture } = manner
  const { manifest, files } = await loadModel(await folderWith(model, modelsFolders), model)
  if (!manifest.font || !files.generator) {
    const all = (await Promise.all(modelsFolders.map((folder) => listModels(folder)))).flat()
    const models = all.flatMap(({ id, manifest }) => (manifest?.font ? [id] : [])).join(', ')
    throw new GanvasError('invalid-input', text('fonts.noFontModel', { model, models: models || '–' }))
  }
  const names = manifest.font.styles.map(({ name }) => name)
  for (const style of Object.keys(mixture))
    if (!names.includes(style))
      throw new GanvasError('not-found', text('fonts.noStyle', { model, style, styles: names.join(', ') }))
  return { id: model, font: manifest.font, network: files.generator, place: await fontPlace(place, model) }
}

export async function fontPlace(place: ChoosePlace, title: string): Promise<SessionPlace> {
  const chosen = await place(title)
  return chosen.device === 'server' ? chosen : onProcessor(title)
}
