import { GanvasError } from '../../contract/errors.ts'
import * as op from '../builder.ts'
import { numbersIn } from '../constant.ts'
import type { Graph, Node, Value } from '../graph.ts'
import { axesOf, range, type Shape, sizeOf } from '../shapes.ts'
import { copy } from './copy.ts'
import { removeDeadCode } from './simplify.ts'

/*
 * A network that normalises each picture by itself (CycleGAN's) cannot be applied to a picture piece by piece: every
 * piece would have a mean and a variance of its own, and its own colours. So it is taken apart: one graph measures the
 * statistics of a picture on several pieces of it at once, the other has them in place of its own.
 */

/** Contents of the statistics of a picture, by name; one number for each channel. */
export type Statistics = ReadonlyMap<string, Float32Array>

/** Stands for statistics that are given at each run, as inputs of their names: one graph for all pictures. */
export const GIVEN = 'given'

/**
 * The graph of a network [N, C, H, W] that gives what it would normalise by if its batch were one picture: mean and
 * variance of each normalisation, or mean of the whole, as outputs of one number for each channel. Every layer is
 * normalised by what is measured in the layers before it.
 *
 * @param margin pixels of the input that count nowhere, at each border: what lies there has seen the border
 * @returns null for a network whose result at a place depends on no mean over the picture
 */
export function measuringStatistics(source: Graph, margin: number): Graph | null {
  const found = new Map<string, Value>()
  const rows = source.inputs[0]?.shape[2] ?? 1
  const nameOf = counter()
  const graph = copy(source, (node, imageOf, target) => {
    const norm = normalisationOf(node)
    const averaged = averageOf(node)
    if (!norm && !averaged) return null
    const name = nameOf()
    return target.within(name, () => {
      if (norm) {
        const { x, scale, bias, epsilon, groups } = norm
        const image = imageOf(x)
        const kept = cropped(image, margin, rows)
        const mean = groupMean(kept, groups)
        const variance = groupMean(op.square(op.sub(kept, mean)), groups)
        found.set(`${name}/mean`, mean)
        found.set(`${name}/variance`, variance)
        const lay = (channels: Value) => op.reshape(imageOf(channels), mean.shape)
        const factor = op.div(lay(scale), op.sqrt(op.add(variance, epsilon)))
        return [op.add(op.mul(op.sub(image, mean), factor), lay(bias))]
      }
      const mean = groupMean(cropped(imageOf(averaged!), margin, rows), averaged!.shape[1]!)
      found.set(`${name}/mean`, mean)
      const { shape } = node.outputs[0]!
      const one = sizeOf(shape) === sizeOf(mean.shape) ? shape : shape.with(0, 1)
      return [op.expand(op.reshape(mean, one), shape)]
    })
  })
  if (found.size === 0) return null
  graph.outputs.clear()
  for (const [name, value] of found) graph.output(name, op.reshape(value, [sizeOf(value.shape)]))
  return removeDeadCode(graph)
}

/**
 * The network, for one picture, with the statistics of a larger one in place of its own: what it gives at a place depends on no more than
 * the surroundings of that place. Normalisations become BatchNormalization with fixed statistics, which can be folded
 * into the layers before them.
 *
 * @throws internal naming a statistic that was not measured
 */
export function withStatistics(source: Graph, statistics: Statistics | typeof GIVEN): Graph {
  const contents = (name: string) => {
    const data = statistics === GIVEN ? undefined : statistics.get(name)
    if (!data) throw new GanvasError('internal', `The statistic '${name}' was not measured.`, { name })
    return data
  }
  const nameOf = counter()
  return removeDeadCode(
    copy(source, (node, imageOf, target) => {
      const norm = normalisationOf(node)
      if (!norm && !averageOf(node)) return null
      const name = nameOf()
      const [output] = node.outputs
      const fixed = (which: string, shape: Shape) => {
        const own = `${name}/${which}`
        if (statistics !== GIVEN)
          return target.constant({ dtype: 'float32', shape, data: contents(own) }, own)
        return op.reshape(target.input(own, 'float32', [sizeOf(shape)]), shape)
      }
      if (!norm) return [fixed('mean', output!.shape)]
      const { x, scale, bias, epsilon } = norm
      const channels = [x.shape[1]!]
      const moments = [fixed('mean', channels), fixed('variance', channels)]
      const inputs = [...[x, scale, bias].map(imageOf), ...moments]
      const options = { name: node.name, names: [output!.name] }
      return target.emit('BatchNormalization', inputs, { epsilon }, options)
    }),
  )
}

/** Names statistics by their order, which is the same at every size; derived names of nodes are not. */
function counter(): () => string {
  let count = 0
  return () => `statistic${++count}`
}

interface Normalisation {
  x: Value
  scale: Value
  bias: Value
  epsilon: number
  /** Channels that share their statistics stand together, this many groups of them. */
  groups: number
}

/** Null for a node that does not normalise by the picture's own statistics. */
function normalisationOf({ operator, inputs, attributes }: Node): Normalisation | null {
  const [x, scale, bias] = inputs as [Value, Value, Value]
  const parts = { x, scale, bias, epsilon: attributes.epsilon as number }
  if (operator.name === 'InstanceNormalization') return { ...parts, groups: x.shape[1]! }
  if (operator.name === 'BatchNormalization' && attributes.training_mode)
    return { ...parts, groups: x.shape[1]! }
  if (operator.name === 'GroupNormalization') return { ...parts, groups: attributes.num_groups as number }
  return null
}

/** What a node takes the mean of over the whole picture, channel by channel; null for any other node. */
function averageOf({ operator, inputs: [x, list] }: Node): Value | null {
  if (x?.shape.length !== 4) return null
  if (operator.name === 'GlobalAveragePool') return x
  if (operator.name !== 'ReduceMean') return null
  const axes = list ? axesOf(numbersIn(list), 4) : []
  return axes.includes(2) && axes.includes(3) && !axes.includes(1) ? x : null
}

/** The inner part of a layer; all of it where the margin leaves nothing, and where height and width are one axis. */
function cropped(x: Value, margin: number, rows: number): Value {
  if (x.shape.length !== 4) return x
  const cuts = [2, 3].map((axis) => {
    const cut = Math.ceil((margin * x.shape[2]!) / rows)
    return { axis, start: cut, end: x.shape[axis]! - cut }
  })
  return op.slice(
    x,
    cuts.filter(({ start, end }) => start < end),
  )
}

/** Mean over the batch, the picture, and the channels of a group: [1, C, 1, …]. */
function groupMean(x: Value, groups: number): Value {
  const [, channels = 1, ...space] = x.shape
  const shape = [1, channels, ...space.map(() => 1)]
  const axes = range(x.shape.length).filter((axis) => axis !== 1)
  const mean = op.reduceMean(x, axes)
  if (groups === channels) return mean
  const size = channels / groups
  const shared = op.reduceMean(op.reshape(mean, [groups, size]), [1])
  return op.reshape(op.expand(shared, [groups, size]), shape)
}
