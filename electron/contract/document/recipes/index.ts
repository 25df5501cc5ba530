import { z } from 'zod'
import { BlendRecipe } from './blend.ts'
import { SketchRecipe } from './sketch.ts'
import { TranslateRecipe } from './translate.ts'

export { BlendSettings, BlendShadow, strengthOf } from './blend.ts'
export { defaultSketchSettings, SketchHandle, SketchPoint, SketchSettings, SketchWords } from './sketch.ts'
export { defaultTranslateSettings, TranslateSettings } from './translate.ts'

/** How a result layer came to be: enough to run it again. Each tool adds its own, in a file beside this one. */
export const ResultRecipe = z.discriminatedUnion('tool', [BlendRecipe, TranslateRecipe, SketchRecipe])
export type ResultRecipe = z.infer<typeof ResultRecipe>
/** The recipe of one tool. */
export type RecipeOf<T extends ResultRecipe['tool']> = Extract<ResultRecipe, { tool: T }>
