import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { Recipe } from '../game/recipe.ts'
import { began } from './began.ts'
import { blend } from './blend.ts'
import { cgan } from './cgan.ts'
import { cyclegan } from './cyclegan.ts'
import { dcgan } from './dcgan.ts'
import { discogan } from './discogan.ts'
import { dualgan } from './dualgan.ts'
import { ebgan } from './ebgan.ts'
import { font } from './font.ts'
import { harmonize } from './harmonize.ts'
import { pix2pix } from './pix2pix/pix2pix.ts'
import { toy } from './toy.ts'

/** Every recipe, by name. */
export const recipes: ReadonlyMap<string, Recipe> = new Map(
  [began, blend, cgan, cyclegan, dcgan, discogan, dualgan, ebgan, font, harmonize, pix2pix, toy].map(
    (each) => [each.name, each],
  ),
)

export function recipeNamed(name: string): Recipe {
  const found = recipes.get(name)
  if (!found)
    throw new GanvasError(
      'not-found',
      text('recipes.missing', { name, known: [...recipes.keys()].join(', ') }),
      { name },
    )
  return found
}
