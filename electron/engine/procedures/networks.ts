import { basename, dirname, resolve } from 'node:path'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError, reasonOf } from '../../contract/errors.ts'
import type { Comparison } from '../../contract/procedures/comparison.ts'
import type { NetworkReport } from '../../contract/procedures/networks.ts'
import type { Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { holdsHalf, withHalfWeights } from '../../graph/onnx/half.ts'
import { decode } from '../../graph/onnx/protobuf.ts'
import { oversized, readOnnx } from '../../graph/onnx/read.ts'
import { withDropoutOff } from '../../graph/onnx/revise.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import type { Refusal } from '../../graph/operator.ts'
import { batchNormalisations, exportNormalisation } from '../../graph/passes/normalisations.ts'
import { isFloat } from '../../graph/tensor.ts'
import { notCompared, tooLarge } from '../comparison/compareModels.ts'
import { type ComparePair, compareInThread } from '../comparison/compareThread.ts'
import { exampleFeeds, fedTo } from '../comparison/exampleFeeds.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { dataBeside } from '../files/externalData.ts'

type NetworkHandlers = Pick<Handlers<EngineContract>, 'networks.check' | 'networks.export'>

/** The procedures on `.onnx` files. */
export function createNetworkHandlers(compare: ComparePair = compareInThread): NetworkHandlers {
  return {
    'networks.check': async ({ path, dimensions }) => report((await readNetwork(path, dimensions)).graph),

    async 'networks.export'(
      { path, out, overwrite, precision, normalisation, external, dimensions },
      { signal },
    ) {
      if (external && precision === 'half') throw new GanvasError('invalid-input', text('models.halfBeside'))
      const read = await readNetwork(path, dimensions)
      const graph = exportNormalisation(read.graph, normalisation)
      const kept = batchNormalisations(graph)
      const inOne = (network: Graph) => {
        const { model } = writeOnnx(network)
        return precision === 'half' ? withHalfWeights(model) : model
      }
      const written = external ? null : inOne(graph)
      // Normalising each picture by itself makes another network, on purpose: then the file is compared as it was read.
      const asRead = () => (normalisation === 'instance' || !written ? inOne(read.graph) : written)
      const comparison = await compareWithFile(path, read, asRead, precision === 'half', (pair) =>
        compare(pair, signal),
      )
      if (comparison.outcome === 'differs') throw new GanvasError('unsupported', comparison.said)
      if (written) {
        const bytes = await writeAtomically(out, [written], { overwrite })
        return { path: out, bytes, kept, comparison }
      }
      const { model, external: weights } = writeOnnx(graph, `${basename(out)}.data`)
      const beside = await writeAtomically(`${out}.data`, weights, { overwrite })
      const bytes = beside + (await writeAtomically(out, [model], { overwrite }))
      return { path: out, bytes, kept, comparison }
    },
  }
}

interface ReadNetwork {
  bytes: Uint8Array
  graph: Graph
}

/** Compares what is made of a file with the file, both without the chance that dropout in training brings. */
async function compareWithFile(
  path: string,
  { bytes, graph }: ReadNetwork,
  made: () => Uint8Array,
  half: boolean,
  compare: ComparePair,
): Promise<Comparison> {
  const file = basename(path)
  const large = tooLarge(file, graph)
  if (large) return large
  try {
    const drops = graph.nodes.some(({ operator }) => operator.name === 'Dropout')
    const still = (model: Uint8Array) => (drops ? withDropoutOff(model) : model)
    const { inputs, initialisers } = decode(bytes)!
    const isBeside = initialisers.some(({ external }) => external)
    const feeds = exampleFeeds(graph.inputs)
    return await compare({
      file,
      original: { model: isBeside ? resolve(path) : still(bytes), feeds: fedTo(inputs, feeds) },
      rewritten: { model: still(made()), feeds },
      half: half || holdsHalf(bytes),
    })
  } catch (thrown) {
    if (!(thrown instanceof GanvasError) || thrown.code !== 'too-large') throw thrown
    return notCompared(text('comparison.impossible', { file, reason: reasonOf(thrown) }))
  }
}

/** Reads a model, with weights that lie in files beside it. */
async function readNetwork(path: string, dimensions: Readonly<Record<string, number>>): Promise<ReadNetwork> {
  const folder = dirname(resolve(path))
  const file = basename(path)
  const bytes = await readWhole(path).catch((error) => {
    throw error instanceof GanvasError && error.code === 'too-large' ? oversized(path) : error
  })
  return { bytes, graph: readOnnx(bytes, { file, dimensions, external: dataBeside(folder, file) }) }
}

function report(graph: Graph): NetworkReport {
  const counts = new Map<string, number>()
  for (const { operator } of graph.nodes)
    counts.set(titled(operator), (counts.get(titled(operator)) ?? 0) + 1)
  const blocked = graph.nodes.flatMap(({ name, operator }) => {
    const { gradient } = operator
    return gradient !== 'zero' && 'refuses' in gradient
      ? [{ node: name, operator: titled(operator), reason: (gradient as Refusal).refuses }]
      : []
  })
  return {
    inputs: graph.inputs.map(typed),
    outputs: [...graph.outputs].map(([name, value]) => ({ ...typed(value), name })),
    parameters: graph.constants.reduce(
      (sum, { data, dtype }) => sum + (isFloat(dtype) ? data!.length : 0),
      0,
    ),
    operators: [...counts]
      .map(([operator, count]) => ({ operator, count }))
      .sort((a, b) => b.count - a.count || a.operator.localeCompare(b.operator)),
    blocked,
    differentiable: isDifferentiable(graph),
  }
}

const typed = ({ name, dtype, shape }: Value) => ({ name, dtype, shape: [...shape] })

const titled = ({ domain, name }: { domain: string; name: string }) => (domain ? `${domain}.${name}` : name)

/** Tries it: a node that refuses may lie off the way from the inputs to the outputs. */
function isDifferentiable(graph: Graph): boolean {
  const inputs = graph.inputs.filter(({ dtype }) => isFloat(dtype))
  const outputs = [...graph.outputs.values()]
  if (inputs.length === 0 || outputs.some(({ dtype }) => !isFloat(dtype))) return false
  try {
    const sum = outputs.map((output) => op.reduceSum(output, undefined, false)).reduce(op.add)
    gradients(sum, inputs)
    return true
  } catch (error) {
    if (error instanceof GanvasError && error.code === 'unsupported') return false
    throw error
  }
}
