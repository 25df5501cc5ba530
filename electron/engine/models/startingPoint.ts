import { GanvasError } from '../../contract/errors.ts'
import type { ModelManifest } from '../../contract/procedures/models.ts'
import { text } from '../../contract/text.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { REPEATED, unrepeated } from '../../nets/layers.ts'
import { averageOf } from '../../train/step/step.ts'
import type { NamedTensor } from '../../train/step/tensors.ts'
import type { LoadedModel } from './folder.ts'

/** How a model was trained, and what it has learned: where a fine-tuning starts. */
export interface StartingPoint {
  recipe: string
  /** The recipe's options, as text. Those that its command does not name are the recipe's own. */
  options: Readonly<Record<string, string>>
  /** Weights of its generators, by the names that a run has for them; of their averages too. */
  weights: ReadonlyMap<string, NamedTensor>
}

/** The group of weights that the file of each role holds. */
const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pix2pix: { generator: 'generator' },
  cyclegan: { generator: 'aToB', reverse: 'bToA' },
}

/**
 * Reads a model of one of our recipes back for training. Weights in half precision are widened.
 *
 * @throws GanvasError `unsupported` for a model that no recipe of ours can go on with
 */
export function startingPointOf({ manifest, files }: LoadedModel): StartingPoint {
  const { recipe, options } = commandOf(manifest)
  const roles = groups[recipe]
  if (!roles || Object.keys(roles).some((role) => !files[role]))
    throw new GanvasError('unsupported', text('lab.notOurs', { model: manifest.id }), { model: manifest.id })
  const weights = new Map<string, NamedTensor>()
  for (const [role, group] of Object.entries(roles))
    for (const { name, data, shape } of readOnnx(files[role]!, { file: `${manifest.id}/${role}` })
      .constants) {
      if (!(data instanceof Float32Array)) continue
      const plain = name.replace(/\.half$/, '')
      const folded = plain.endsWith(REPEATED)
      const full = `${group}/${folded ? plain.slice(0, -REPEATED.length) : plain}`
      const held = folded ? { shape: [...shape.slice(0, 2), 3, 3], data: unrepeated(data) } : { shape, data }
      weights.set(full, held)
      weights.set(averageOf(full), held)
    }
  return { recipe, options, weights }
}

/** Takes a command line like `ganvas train pix2pix --data D --out R --size 128 …` apart. */
function commandOf({ id, training }: ModelManifest): Pick<StartingPoint, 'recipe' | 'options'> {
  const [, recipe, rest] = /\btrain (\w+)\b(.*)$/s.exec(training.command) ?? []
  if (!recipe) throw new GanvasError('unsupported', text('lab.notOurs', { model: id }), { model: id })
  const own = new Set([
    'data',
    'second',
    'out',
    'steps',
    'batch',
    'seed',
    'accumulate',
    'device',
    'threads',
    'from',
  ])
  const options = [...rest!.matchAll(/--([a-z][a-z0-9-]*)[ =](\S+)/g)]
    .map(([, name, value]) => [camel(name!), value!] as const)
    .filter(([name]) => !own.has(name) && !/^(checkpoint|sample)Every$/.test(name))
  return { recipe, options: Object.fromEntries(options) }
}

const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
