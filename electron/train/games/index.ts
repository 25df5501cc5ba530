import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { Recipe } from '../game/recipe.ts'
import { ali } from './ali.ts'
import { began } from './began.ts'
import { bigan } from './bigan.ts'
import { blend } from './blend.ts'
import { cgan } from './cgan.ts'
import { cogan } from './cogan.ts'
import { cyclegan } from './cyclegan.ts'
import { dcgan } from './dcgan.ts'
import { discogan } from './discogan.ts'
import { dtn } from './dtn.ts'
import { dualgan } from './dualgan.ts'
import { ebgan } from './ebgan.ts'
import { font } from './font.ts'
import { gancls } from './gancls.ts'
import { harmonize } from './harmonize.ts'
import { improved } from './improved.ts'
import { lapgan } from './lapgan.ts'
import { mrgan } from './mrgan.ts'
import { pix2pix } from './pix2pix/pix2pix.ts'
import { ppgn } from './ppgn.ts'
import { stackgan } from './stackgan.ts'
import { style } from './style.ts'
import { toy } from './toy.ts'

/** Every recipe, by name. */
export const recipes: ReadonlyMap<string, Recipe> = new Map(
  [
    ali,
    began,
    bigan,
    blend,
    cgan,
    cogan,
    cyclegan,
    dcgan,
    discogan,
    dtn,
    dualgan,
    ebgan,
    font,
    gancls,
    harmonize,
    improved,
    lapgan,
    mrgan,
    pix2pix,
    ppgn,
    stackgan,
    style,
    toy,
  ].map((each) => [each.name, each]),
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
