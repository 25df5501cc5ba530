import { readFile } from 'node:fs/promises'
import { gradients } from '../../graph/differentiate.ts'
import type { Graph } from '../../graph/graph.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import { simplify } from '../../graph/passes/simplify.ts'
import type { OpenSession } from '../../graph/session.ts'
import { importedNetwork } from '../../nets/imported.ts'
import { l2 } from '../objectives/pixels.ts'
import { adam } from '../optimisers/adam.ts'
import { compileStep } from '../step/program.ts'
import { StepBuilder } from '../step/step.ts'
import { Trainer } from '../step/trainer.ts'

/** Largest differences from PyTorch in double precision, relative to the largest number of each tensor. */
export interface StrangerReport {
  nodes: number
  /** Numbers that were trained. */
  parameters: number
  output: number
  inputGradient: number
  /**
   * The worst parameter. The gradient of a bias before a normalisation is zero but for rounding, so what is below a
   * thousandth of the largest gradient is compared with that.
   */
  parameterGradient: number
  /** The worst of the ten losses, against PyTorch in single precision, and what they are here. */
  loss: number
  losses: number[]
  /** How far PyTorch in single precision is off: output, input gradient, worst parameter. */
  rounding: number[]
}

/**
 * Takes a network that was exported from PyTorch through its paces: runs it, differentiates it, fine-tunes it towards
 * a fixed target, and compares each with what PyTorch found (scripts/golden/stranger.py, which says what is where).
 */
export async function compareStranger(
  folder: string,
  name: string,
  open: OpenSession,
): Promise<StrangerReport> {
  const figures = await readFigures(`${folder}/${name}`)
  const graph = simplify(readOnnx(await readFile(`${folder}/${name}.onnx`), { file: `${name}.onnx` }))
  const parameters = [...figures.keys()].filter((key) => key.startsWith('d ') && key !== 'd x').map(bare)
  const computed = await differentiated(graph, parameters, figures, open)
  const error = (key: string, floor = 0) => relative(computed.get(key)!, figures.get(key)!, floor)
  const largest = Math.max(...parameters.map((key) => magnitude(figures.get(`d ${key}`)!)))
  const losses = await fineTuned(graph, parameters, figures, open)
  return {
    nodes: graph.nodes.length,
    parameters: parameters.reduce((sum, key) => sum + figures.get(`d ${key}`)!.length, 0),
    output: error('y'),
    inputGradient: error('d x'),
    parameterGradient: Math.max(...parameters.map((key) => error(`d ${key}`, largest / 1000))),
    loss: Math.max(...losses.map((loss, k) => Math.abs(loss / figures.get('losses')![k]! - 1))),
    losses,
    rounding: [...figures.get('rounding')!],
  }
}

const bare = (key: string) => key.slice(2)

type Figures = ReadonlyMap<string, Float32Array>

async function readFigures(path: string): Promise<Figures> {
  const lines = (await readFile(`${path}.jsonl`, 'utf8')).trim().split('\n')
  const entries = lines.map((line) => JSON.parse(line) as [string, number | number[]])
  if (Array.isArray(entries[0]![1]))
    return new Map(entries.map(([key, data]) => [key, Float32Array.from(data as number[])]))
  const { buffer } = new Uint8Array(await readFile(`${path}.bin`))
  let offset = 0
  return new Map(
    entries.map(([key, count]) => {
      offset += 4 * (count as number)
      return [key, new Float32Array(buffer, offset - 4 * (count as number), count as number)]
    }),
  )
}

/** The output, and the gradients of its mean squared difference from the target, in one run. */
async function differentiated(
  source: Graph,
  parameters: readonly string[],
  figures: Figures,
  open: OpenSession,
): Promise<Figures> {
  const graph = simplify(source)
  const [x] = graph.inputs
  const y = graph.outputs.get('y')!
  const target = graph.input('target', 'float32', y.shape)
  const wrt = [x!, ...parameters.map((name) => graph.value(name)!)]
  for (const [k, gradient] of gradients(l2(y, target), wrt).entries())
    graph.output(`d ${wrt[k]!.name}`, gradient)
  const session = await open(writeOnnx(simplify(graph)).model)
  const feed = (name: string, shape: readonly number[]) => ({ data: figures.get(name)!, shape })
  const results = await session.run({ x: feed('x', x!.shape), target: feed('target', y.shape) })
  await session.release()
  return new Map(Object.entries(results).map(([name, { data }]) => [name, data as Float32Array]))
}

async function fineTuned(
  graph: Graph,
  trained: readonly string[],
  figures: Figures,
  open: OpenSession,
): Promise<number[]> {
  const step = new StepBuilder()
  const x = step.input('x', graph.inputs[0]!.shape)
  const y = importedNetwork(graph, { trained })(x, step.weights('network'))
  const loss = l2(y, step.input('target', y.shape))
  step.minimise('network', loss, { optimiser: adam(), rate: () => 2e-4 })
  step.report('loss', loss)
  const total = figures.get('losses')!.length
  const trainer = new Trainer({ seed: 0, total, open })
  await trainer.load('step', compileStep(step))
  const losses: number[] = []
  for (; trainer.position.step < total; trainer.position.step++)
    losses.push((await trainer.run('step', Object.fromEntries(figures))).loss!)
  await trainer.release()
  return losses
}

const magnitude = (data: Float32Array) => data.reduce((max, x) => Math.max(max, Math.abs(x)), 0)

function relative(actual: Float32Array, expected: Float32Array, floor: number): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY
  const worst = actual.reduce((max, x, k) => Math.max(max, Math.abs(x - expected[k]!)), 0)
  return worst / Math.max(magnitude(expected), floor)
}
