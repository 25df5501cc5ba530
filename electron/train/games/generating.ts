import { GanvasError } from '../../contract/errors.ts'
import type { GeneratorWord } from '../../contract/model/generation.ts'
import { text } from '../../contract/text.ts'
import type { Net } from '../../nets/net.ts'
import type { GeneratingModel, ModelAbout, ModelNetworks } from '../game/model.ts'
import { rgb } from '../game/model.ts'

/** The model that a generator of pictures of normal numbers becomes. @param condition what its networks call the words that are asked for @param prior how its numbers are drawn */
export const generatingModel = (
  networks: ModelNetworks,
  { size: side, latent }: { size: number; latent: number },
  words: readonly GeneratorWord[] | null,
  condition = 'label',
  prior: 'normal' | 'uniform' = 'normal',
): GeneratingModel => ({
  networks,
  generation: {
    latent: { name: 'input', shape: [latent], prior },
    ...(words && { condition: { name: condition, words: [...words] } }),
  },
  output: rgb,
  side,
})

/** The model of a generator alone, of whose critic no tool makes use. */
export const drawingModel = (
  net: Net,
  { size, latent, average }: { size: number; latent: number; average: number },
  prior?: 'normal' | 'uniform',
): GeneratingModel => {
  const generator = { net, inputs: { input: [latent] }, group: 'generator', averaged: average > 0 }
  return generatingModel({ generator }, { size, latent }, null, undefined, prior)
}

/**
 * Words for classes, in their order: those that are said, else the names of the classes.
 *
 * @throws invalid-input for a run of an older version, which does not tell its classes, and for another number of words
 */
export function wordsOf({ classes, words }: ModelAbout): readonly GeneratorWord[] {
  const found =
    words ?? classes?.map((name) => ({ name, title: { en: name, 'zh-CN': name }, group: 'class' }))
  if (!found) throw new GanvasError('invalid-input', text('models.noClasses'))
  if (classes && found.length !== classes.length)
    throw new GanvasError(
      'invalid-input',
      text('models.otherWords', { words: found.length, classes: classes.length }),
    )
  return found
}
