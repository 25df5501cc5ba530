import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { FontManner } from '../../contract/tools/font.ts'
import type { ModelData } from '../compute/fontMessages.ts'
import { folderWith, type LoadedModel, listModels, loadModel } from '../models/folder.ts'
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
 * @throws not-found for a style that it lacks; as `openFontModel` does
 */
export async function openModel(
  manner: FontManner,
  { modelsFolders, place }: FontModels,
): Promise<ModelData> {
  const { model, mixture } = manner
  const { manifest, files } = await openFontModel(model, modelsFolders)
  const font = manifest.font!
  const names = font.styles.map(({ name }) => name)
  for (const style of Object.keys(mixture))
    if (!names.includes(style))
      throw new GanvasError('not-found', text('fonts.noStyle', { model, style, styles: names.join(', ') }))
  return { id: model, font, network: files.generator!, place: await fontPlace(place, model) }
}

/**
 * The networks that glyphs of several scripts are redrawn by.
 *
 * @throws invalid-input for two of one script; as {@link openModel} does
 */
export async function openModels(manners: readonly FontManner[], models: FontModels): Promise<ModelData[]> {
  const opened = await Promise.all(manners.map((manner) => openModel(manner, models)))
  for (const [at, { id, font }] of opened.entries()) {
    const other = opened.slice(0, at).find((each) => each.font.script === font.script)
    if (other)
      throw new GanvasError('invalid-input', text('fonts.sameScript', { model: id, other: other.id }))
  }
  return opened
}

export async function fontPlace(place: ChoosePlace, title: string): Promise<SessionPlace> {
  const chosen = await place(title)
  return chosen.device === 'server' ? chosen : onProcessor(title)
}

/**
 * A model that draws fonts, with its files.
 *
 * @throws invalid-input for a model of something else; as `loadModel` does
 */
export async function openFontModel(model: string, modelsFolders: ModelsFolders): Promise<LoadedModel> {
  const loaded = await loadModel(await folderWith(model, modelsFolders), model)
  if (loaded.manifest.font && loaded.files.generator) return loaded
  const all = (await Promise.all(modelsFolders.map((folder) => listModels(folder)))).flat()
  const models = all.flatMap(({ id, manifest }) => (manifest?.font ? [id] : [])).join(', ')
  throw new GanvasError('invalid-input', text('fonts.noFontModel', { model, models: models || '–' }))
}
