import * as op from '../../../graph/builder.ts'
import { gradients } from '../../../graph/differentiate.ts'
import type { Graph, Value } from '../../../graph/graph.ts'
import { writeOnnx } from '../../../graph/onnx/write.ts'
import { newGraph } from '../../../graph/operators/index.ts'
import { graft } from '../../../graph/passes/copy.ts'
import { simplify } from '../../../graph/passes/simplify.ts'
import type { Shape } from '../../../graph/shapes.ts'
import { adam } from '../../../train/optimisers/adam.ts'
import { type Generator, generatorGraph, latentLength, lookingGraph } from '../generator.ts'
import { bounded, unlikely } from '../latents/prior.ts'
import { lookingFeatures, middleFeatures } from '../middle.ts'
import { motion, PLACES } from '../terms/drag.ts'
import { outlineFeatures } from '../terms/outline.ts'

/** The rule by which latents move; iGAN's own, but for the rate, which is fed. */
export const optimiser = adam()

/** What a search weighs against each other. All of them are fed, so that one network serves every request. */
export const terms = ['color', 'outline', 'smooth', 'prior', 'real', 'alike', 'drag'] as const
export type Term = (typeof terms)[number]

export interface SearchOptions {
  /** Latents of a run. */
  batch: number
  /** With the generator's critic, where it has one: how real it finds pictures. */
  realism?: boolean
  /** With the critic's features, by which pictures are compared with the one that is asked for; they cost two more looks. */
  alike?: boolean
  /** With the generator's own features, for handles. */
  handles?: boolean
}

/** A step of a search as a model: latents, what is asked for -> better latents, the pictures of those that went in, costs. */
export interface SearchModel {
  readonly model: Uint8Array
  readonly batch: number
  /** Shapes of its inputs, by name. */
  readonly inputs: ReadonlyMap<string, Shape>
  /** The shape of the features that handles hold on to, [N, C, h, w]; null where there are none. */
  readonly features: Shape | null
  /** Names of the columns of `costs`, [N, columns]: the terms that it has, each with its weight, and their sum. */
  readonly costs: readonly (Term | 'total')[]
}

/**
 * Writes a search (Zhu et al. 2016, section 3.3) as one model: the generator with its weights constant, what is asked for as losses, their
 * gradients for the latents, and Adam. Inputs, for N latents of Z numbers and pictures of H x W:
 *
 * - `free`, `free.gradients`, `free.squares` [N, Z], `rate`, `epsilon`: the latents and Adam's own
 * - `condition` [N, words] where the generator has one
 * - `color` [1, C, H, W] in [0, 1], `color.mask` [1, 1, H, W]; `outline` [1, 1, H, W], `outline.mask` [1, 1, cells, cells]
 * - `anchor` [1, Z]: the result that others are to stay near
 * - `weight.TERM`, a number each; `handles.*` as {@link DragInputs}
 *
 * Outputs: `next.free`, `next.free.gradients`, `next.free.squares`, `pictures` [N, C, H, W] in [0, 1], `costs`, and `features`.
 */
export function searchModel(generator: Generator, options: SearchOptions): SearchModel {
  const { batch, realism = false, alike = false, handles = false } = options
  const graph = newGraph()
  const { width, height } = generator.output.size
  const z = latentLength(generator)
  const inputs = new Map<string, Shape>()
  const input = (name: string, shape: Shape) => {
    inputs.set(name, shape)
    return graph.input(name, 'float32', shape)
  }
  const free = input('free', [batch, z])
  const slots = optimiser.slots.map((slot) => input(`free.${slot}`, [batch, z]))
  const scalars = Object.fromEntries(Object.keys(optimiser.scalars).map((name) => [name, input(name, [])]))
  const latent = bounded(free, generator.latent.prior)
  const made = drawn(graph, generator, latent, input, handles)
  const pictures = unitRange(made.picture, generator)

  const color = input('color', [1, ...pictures.shape.slice(1)])
  const colorMask = input('color.mask', [1, 1, height, width])
  const outline = outlineFeatures(centred(input('outline', [1, 1, height, width])))
  const outlineMask = input('outline.mask', [1, 1, ...outline.shape.slice(2)])
  const costs: Partial<Record<Term, Value>> = {
    color: masked(op.square(op.sub(centred(pictures), centred(color))), colorMask),
    outline: masked(op.square(op.sub(outlineFeatures(centred(pictures)), outline)), outlineMask),
    smooth: op.reduceMean(op.square(op.sub(latent, input('anchor', [1, z]))), [1]),
    prior: unlikely(latent, generator.latent.prior),
  }
  const held = new Set<Value>()
  if (realism || alike) Object.assign(costs, criticised(graph, generator, made, color, options))
  if (handles && made.features) {
    const { shape } = made.features
    const dragged = motion(made.features, {
      from: input('handles.from', [batch, 1, PLACES, 2]),
      to: input('handles.to', [batch, 1, PLACES, 2]),
      share: input('handles.share', [batch, PLACES]),
      stay: input('handles.stay', [1, 1, ...shape.slice(2)]),
      before: input('handles.before', shape),
    })
    costs.drag = dragged.cost
    held.add(dragged.held)
    graph.output('features', made.features)
  }
  const weighed = (Object.entries(costs) as [Term, Value][]).map(([term, cost]) =>
    op.mul(op.reshape(cost, [batch, 1]), input(`weight.${term}`, [])),
  )
  const total = weighed.reduce(op.add)
  const [gradient] = gradients(op.reduceSum(total), [free], held)
  const updated = optimiser.update(free, gradient!, slots, scalars)
  graph.output('next.free', updated.parameter)
  optimiser.slots.forEach((slot, k) => {
    graph.output(`next.free.${slot}`, updated.slots[k]!)
  })
  graph.output('pictures', pictures)
  graph.output('costs', op.concat([...weighed, total], 1))
  return {
    model: writeOnnx(simplify(graph)).model,
    batch,
    inputs,
    features: graph.outputs.get('features')?.shape ?? null,
    costs: [...(Object.keys(costs) as Term[]), 'total'],
  }
}

interface Drawn {
  /** As the generator gives it. */
  picture: Value
  condition: Value | null
  features: Value | null
}

/** What the generator makes of latents. */
function drawn(
  graph: Graph,
  generator: Generator,
  latent: Value,
  input: (name: string, shape: Shape) => Value,
  handles: boolean,
): Drawn {
  const [batch] = latent.shape as [number]
  const source = generatorGraph(generator, batch)
  const features = handles ? middleFeatures(source) : null
  if (features) source.output('ganvas features', features)
  const { name } = generator.output
  const words = generator.condition?.words.length ?? 0
  const condition = generator.condition && input('condition', [batch, words])
  const outputs = graft(
    graph,
    source,
    {
      [generator.latent.name]: op.reshape(latent, [batch, ...generator.latent.shape]),
      ...(condition && { [generator.condition!.name]: condition }),
    },
    'generator',
  )
  return { picture: outputs.get(name)!, condition, features: outputs.get('ganvas features') ?? null }
}

/** What the critic says of pictures: how unreal they look, and how far their features are from those of the picture asked for. */
function criticised(
  graph: Graph,
  generator: Generator,
  { picture, condition }: Drawn,
  color: Value,
  { batch, realism, alike }: SearchOptions,
): Partial<Record<Term, Value>> {
  const file = generator.files.critic
  if (!file) return {}
  const source = lookingGraph(generator, file, batch)
  const features = alike ? lookingFeatures(source) : null
  if (features?.shape[0] === batch) source.output('ganvas features', features)
  const [first, label] = source.inputs
  const [score] = source.outputs.keys()
  const seen = (pictures: Value, scope: string) =>
    graft(
      graph,
      source,
      { [first!.name]: pictures, ...(label && { [label.name]: condition! }) },
      scope,
      'critic',
    )
  const made = seen(picture, 'critic of made')
  const scores = op.reshape(made.get(score!)!, [batch, -1])
  const costs = realism ? { real: op.reduceMean(op.softplus(op.neg(scores)), [1]) } : {}
  const own = made.get('ganvas features')
  if (!own) return costs
  const [low, high] = generator.output.range
  const asked = op.expand(op.add(op.mul(color, high - low), low), picture.shape)
  const wanted = seen(asked, 'critic of asked').get('ganvas features')!
  return { ...costs, alike: op.reduceMean(op.square(op.sub(unit(own), unit(wanted))), [1, 2, 3]) }
}

/** Features of length 1 at each place, so that the strongest do not count alone (Zhang et al. 2018). */
const unit = (x: Value): Value => op.div(x, op.sqrt(op.add(op.reduceSum(op.square(x), [1]), 1e-6)))

/** From the generator's range to [0, 1]. */
function unitRange(picture: Value, { output }: Generator): Value {
  const [low, high] = output.range
  return op.mul(op.sub(picture, low), 1 / (high - low))
}

const centred = (x: Value): Value => op.sub(op.mul(x, 2), 1)

/** The mean of a cost [N, C, h, w] where its mask [1, 1, h, w] is, [N, 1]: iGAN's form. */
function masked(cost: Value, mask: Value): Value {
  const [n] = cost.shape as [number]
  const mean = op.reshape(op.reduceMean(op.mul(cost, mask), [1, 2, 3]), [n, 1])
  return op.div(mean, op.add(op.reshape(op.reduceMean(mask), [1, 1]), 1e-5))
}
