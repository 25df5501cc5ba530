import { z } from 'zod'
import { BlendRecipe, blendProcedures } from './blend.ts'
import { cutOutProcedures } from './cutout.ts'
import { fontProcedures } from './font.ts'
import { fontReferenceProcedures } from './fontReferences.ts'
import { fontSheetProcedures } from './fontSheets.ts'
import { fontWorkProcedures } from './fontWorks.ts'
import { sketchProcedures } from './sketch.ts'
import { SketchRecipe } from './sketchRecipe.ts'
import { textProcedures } from './text.ts'
import { TranslateRecipe, translateProcedures } from './translate.ts'

/** What the tools ask of the engine. */
export const toolProcedures = {
  ...blendProcedures,
  ...cutOutProcedures,
  ...fontProcedures,
  ...fontReferenceProcedures,
  ...fontSheetProcedures,
  ...fontWorkProcedures,
  ...sketchProcedures,
  ...textProcedures,
  ...translateProcedures,
}

/** How a result layer came to be: enough to run it again. */
export const ResultRecipe = z.discriminatedUnion('tool', [BlendRecipe, SketchRecipe, TranslateRecipe])
export type ResultRecipe = z.infer<typeof ResultRecipe>
/** The recipe of one tool. */
export type RecipeOf<T extends ResultRecipe['tool']> = Extract<ResultRecipe, { tool: T }>
