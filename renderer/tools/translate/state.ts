import { createStore } from 'zustand/vanilla'
import {
  defaultTranslateSettings,
  type TranslateSettings,
} from '../../../electron/contract/document/index.ts'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { Translation } from '../../../electron/contract/model/translation.ts'
import type { ModelInfo } from '../../../electron/contract/procedures/models.ts'
import { installedModels } from '../../app/models.ts'

/** A model that translates pictures. */
export type Translator = ModelManifest & { translation: Translation }

export interface TranslateState {
  /** Chosen by the user, or by a result that was looked at; null: the first that is installed. */
  model: string | null
  settings: TranslateSettings
  /** Whether a drawing is translated while it is drawn. */
  live: boolean
  /** Where that is seen: in a pane of its own, or over the drawing. */
  liveView: 'beside' | 'over'
  /** How strongly it is laid over, 0 to 1. */
  overlay: number
}

/** What the Translate panel is set to. It belongs to the tool and not to the document: undo leaves it alone. */
export const translateState = createStore<TranslateState>(() => ({
  model: null,
  settings: defaultTranslateSettings,
  live: false,
  liveView: 'beside',
  overlay: 0.8,
}))

export function setTranslateSettings(change: Partial<TranslateSettings>): void {
  translateState.setState(({ settings }) => ({ settings: { ...settings, ...change } }))
}

/** Another model: the size at which the last one saw the picture says nothing about this one. */
export function chooseTranslator(model: string): void {
  const { side: _, ...settings } = translateState.getState().settings
  translateState.setState({ model, settings })
}

/** The models that translate pictures and can be used, in the engine's order; null until it has said which. */
export function translators(models: readonly ModelInfo[] | null): Translator[] | null {
  return (
    models?.flatMap(({ manifest, problem }) =>
      manifest?.translation && problem === '' ? [{ ...manifest, translation: manifest.translation }] : [],
    ) ?? null
  )
}

/**
 * The model to translate by; undefined when there is none. One that was chosen and is gone is not replaced. Before any
 * choice it is one for photos, where there is one: of those, a document has more than of drawings.
 */
export function chosenTranslator(
  available: readonly Translator[] | null,
  { model }: Pick<TranslateState, 'model'>,
): Translator | undefined {
  if (model !== null) return available?.find(({ id }) => id === model)
  return available?.find(({ translation }) => translation.kind !== 'drawing') ?? available?.[0]
}

export const currentTranslator = (): Translator | undefined =>
  chosenTranslator(translators(installedModels.getState().models), translateState.getState())

/** Whether it is quick enough, and looks the same at a small size, to be seen while one draws. */
export const canBeLive = ({ translation }: Translator): boolean => translation.kind !== 'style'

/** Whether areas between lines are coloured, and how that is done by default; null where it draws no lines. */
export function areasOf({ translation }: Translator): 'plain' | 'painted' | null {
  const { kind } = translation
  return kind === 'drawing' && translation.draws === 'lines' ? (translation.areas ?? 'painted') : null
}

/** Whether each seed gives a picture of its own. */
export const hasVariations = ({ translation }: Translator): boolean =>
  translation.kind === 'drawing' && (translation.noise.length > 0 || translation.guesses !== undefined)

export const MAX_SEED = 0xffff_ffff

/** One of 4 digits, which can be read out and typed. */
export const anySeed = (): number => Math.floor(Math.random() * 10_000)

export const hasTwoDirections = ({ translation }: Translator): boolean =>
  translation.kind === 'style' && translation.directions.reverse !== undefined

/** Those of the settings that matter to the model, the others at their defaults. */
export function settingsFor(translator: Translator, settings: TranslateSettings): TranslateSettings {
  const { strength, side } = settings
  return {
    ...defaultTranslateSettings,
    strength,
    ...(side !== undefined && networkSides(translator).length > 0 && { side }),
    ...(translator.translation.kind !== 'color' && { keepLuminance: settings.keepLuminance }),
    ...(hasTwoDirections(translator) && { direction: settings.direction }),
    ...(hasVariations(translator) && { seed: settings.seed }),
    ...(areasOf(translator) && settings.areas && { areas: settings.areas }),
  }
}

/** Choices for the shorter side of what a style sees, beside the picture's own. */
const styleSides = [256, 512, 1024, 2048]
/** Times the size that any other network was trained at. */
const growths = [1.5, 2, 3, 4]

/** The sizes to choose from at which the network sees a picture, in pixels; none when it knows only one. */
export function networkSides({ translation, inputs }: Translator): readonly number[] {
  const size = inputs[0]?.size
  if (!size || !('multiple' in size)) return []
  const whole = (side: number) => Math.max(1, Math.round(side / size.multiple)) * size.multiple
  const sides = translation.kind === 'style' ? styleSides : growths.map((growth) => growth * translation.side)
  return [...new Set(sides.map(whole))]
}
