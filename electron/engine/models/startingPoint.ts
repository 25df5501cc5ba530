import { GanvasError } from '../../contract/errors.ts'
import type { ModelManifest } from '../../contract/procedures/models.ts'
import { text } from '../../contract/text.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { REPEATED, unrepeated } from '../../nets/layers.ts'
import { recipes } from '../../train/recipes/index.ts'
import { averageOf } from '../../train/step/step.ts'
import type { NamedTensor } from '../../train/step/tensors.ts'
import type { LoadedModel } from './folder.ts'

/** How a model was trained, and what it has learned: where a fine-tuning starts. */
export interface StartingPoint {
  recipe: string
  /** The recipe's options. Those that are not named are the recipe's own. */
  options: NonNullable<ModelManifest['recipe']>['options']
  /** Weights of its generators, by the names that a run has for them; of their averages too. */
  weights: ReadonlyMap<string, NamedTensor>
}

/**
 * Reads a model of one of our recipes back for training. Weights in half precision are widened.
 *
 * @throws GanvasError `unsupported` for a model that no recipe of ours can go on with
 */
export function startingPointOf({ manifest, files }: LoadedModel): StartingPoint {
  const { id, recipe } = manifest
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
