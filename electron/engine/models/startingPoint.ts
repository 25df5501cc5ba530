import { GanvasError } from '../../contract/errors.ts'
import type { ModelManifest } from '../../contract/model/manifest.ts'
import { text } from '../../contract/text.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { REPEATED, unrepeated } from '../../nets/layers.ts'
import { recipes } from '../../train/games/index.ts'
import { architectureOf, checkTrainable, type Foreign } from '../../train/run/foreign.ts'
import { averageOf } from '../../train/step/stepWeights.ts'
import type { NamedTensor } from '../../train/step/tensors.ts'
import type { LoadedModel } from './folder.ts'

/** How a model was trained, and what it has learned: where a fine-tuning starts. */
export interface StartingPoint {
  /** Null of a network from elsewhere, which any recipe of such pictures can train. */
  recipe: string | null
  /** The recipe's options. Those that are not named are the recipe's own. */
  options: NonNullable<ModelManifest['recipe']>['options']
  /** Weights of its generators, by the names that a run has for them; of their averages too. */
  weights: ReadonlyMap<string, NamedTensor>
  foreign?: Foreign
}

/** What a training takes of it beside options. */
export const startOf = ({ weights, foreign }: StartingPoint) => (foreign ? { foreign } : { initial: weights })

/**
 * Reads a model back for training. Weights in half precision are widened.
 *
 * @throws GanvasError `unsupported` for a model that is no translation and of no recipe of ours, and for a network from
 *   elsewhere that cannot be trained, with the reason
 */
export function startingPointOf({ manifest, files }: LoadedModel): StartingPoint {
  const { id, recipe, translation, inputs, outputs } = manifest
  const [input, output] = [inputs[0]!, outputs[0]!]
  if (!recipe && translation) return foreignStart({ model: files.generator!, translation, input, output })
  if (!recipe || !recipes.has(recipe.name))
    throw new GanvasError('unsupported', text('lab.notOurs', { model: id }), { model: id })
  const weights = new Map<string, NamedTensor>()
  for (const [role, group] of Object.entries(recipe.groups))
    for (const { name, data, shape } of readOnnx(files[role]!, { file: `${id}/${role}` }).constants) {
      if (!(data instanceof Float32Array)) continue
      const plain = name.replace(/\.half$/, '')
      const folded = plain.endsWith(REPEATED)
      const full = `${group}/${folded ? plain.slice(0, -REPEATED.length) : plain}`
      const held = folded ? { shape: [...shape.slice(0, 2), 3, 3], data: unrepeated(data) } : { shape, data }
      weights.set(full, held)
      weights.set(averageOf(full), held)
    }
  return { recipe: recipe.name, options: recipe.options, weights }
}

/**
 * A network from elsewhere, as its import made it.
 *
 * @throws GanvasError `unsupported` for one that cannot be trained, with the reason
 */
export function foreignStart(foreign: Foreign): StartingPoint {
  const { translation, input } = foreign
  const side = sideOf(foreign)
  checkTrainable(architectureOf(foreign), [input.channels.length, side, side])
  const pairing = translation.kind === 'color' ? { pairing: 'gray' } : {}
  return { recipe: null, options: { size: side, ...pairing }, weights: new Map(), foreign }
}

/** Sides of the pictures that training is affordable with. */
const AFFORDABLE = 128

/** The side of the squares that a network is trained on. */
function sideOf({ translation, input: { size } }: Foreign): number {
  if ('multiple' in size)
    return Math.ceil(Math.min(translation.side, AFFORDABLE) / size.multiple) * size.multiple
  if (size.width !== size.height) throw new GanvasError('unsupported', text('lab.notSquare', { ...size }))
  return size.width
}
