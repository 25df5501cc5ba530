import { createStore } from 'zustand/vanilla'
import { defaultTranslateSettings, type TranslateSettings } from '../../../electron/contract/document.ts'
import type { ModelInfo, ModelManifest } from '../../../electron/contract/procedures/models.ts'
import { installedModels } from '../../app/models.ts'

/** A model that translates pictures. */
export type Translator = ModelManifest & { translation: NonNullable<ModelManifest['translation']> }

export interface TranslateState {
  /** Chosen by the user, or by a result that was looked at; null: the first that is installed. */
  model: string | null
  settings: TranslateSettings
}

/** What the Translate panel is set to. It belongs to the tool and not to the document: undo leaves it alone. */
export const translateState = createStore<TranslateState>(() => ({
  model: null,
  settings: defaultTranslateSettings,
}))

/** The models that translate pictures and can be used, in the engine's order; null until it has said which. */
export function translators(models: readonly ModelInfo[] | null): Translator[] | null {
  return (
    models?.flatMap(({ manifest, problem }) =>
      manifest?.translation && problem === '' ? [{ ...manifest, translation: manifest.translation }] : [],
    ) ?? null
  )
}

/** The model to translate by; undefined when there is none. One that was chosen and is gone is not replaced. */
export function chosenTranslator(
  available: readonly Translator[] | null,
  { model }: TranslateState,
): Translator | undefined {
  return model === null ? available?.[0] : available?.find(({ id }) => id === model)
}

export const currentTranslator = (): Translator | undefined =>
  chosenTranslator(translators(installedModels.getState().models), translateState.getState())
