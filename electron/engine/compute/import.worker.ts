import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { GanvasError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { Comparison } from '../../contract/procedures/comparison.ts'
import type { ImportSettings } from '../../contract/procedures/imports.ts'
import { type Text, text } from '../../contract/text.ts'
import type { Session } from '../../graph/session.ts'
import { elementType } from '../../graph/tensor.ts'
import type { Layout } from '../../tools/import/axes.ts'
import { type BakedNetwork, bake } from '../../tools/import/bake.ts'
import { type ForeignNetwork, hasWeightsBeside, openNetwork } from '../../tools/import/open.ts'
import { measured, propose } from '../../tools/import/propose.ts'
import { type ApplyNetwork, tryOut } from '../../tools/import/trial.ts'
import type { RunNetwork } from '../../tools/networks/work.ts'
import { applyNetwork } from '../../tools/translate/translate.ts'
import { dataBeside } from '../files/externalData.ts'
import { openerAt } from '../sessions/inThread.ts'
import { serveOrders } from '../threads/serve.ts'
import { compareImported } from './importComparison.ts'
import type { ImportData, ImportKind } from './importMessages.ts'
import { withTeam } from './kernels.ts'

/* The thread of one network that is being imported. It reads it once, and keeps it as it was last tried out. */

const { bytes, name, folder, threads, place } = workerData as ImportData

/** Why the processor computes in place of the device, where that is so. */
let said: Text | null = null
const open = openerAt(
  place,
  (why) => {
    said = why
  },
  { threads },
)

serveOrders<ImportKind>({
  async inspect({ layout }) {
    const network = read(layout)
    const tensors = { inputs: described(network.inputs), outputs: described(network.outputs) }
    return { opset: network.opset, ...tensors, ...propose(network, name) }
  },
  async measure({ sample, ...proposed }) {
    const { statistics } = await attempt(sample, { ...proposed.proposal, outputRange: 'signed' }, 0)
    return measured(proposed, statistics)
  },
  tryOut: ({ picture, settings, seed }) => attempt(picture, settings, seed),
  compare: ({ settings }) => compared(settings),
  bake: ({ settings }) => bake(read(settings.layout), settings),
})

let network: ForeignNetwork | null = null

/** The network as it was read last, or anew where the user says another layout. */
function read(layout?: Layout): ForeignNetwork {
  const external = folder === null ? missing : dataBeside(folder, name)
  if (!network || (layout && layout !== network.layout)) network = openNetwork(bytes, name, external, layout)
  return network
}

function missing(location: string): never {
  throw new GanvasError('not-found', text('onnx.weightsMissing', { file: name, location }))
}

/** By what of the settings it depends on. */
const comparisons = new Map<string, Promise<Comparison>>()

function compared(settings: ImportSettings): Promise<Comparison> {
  const { draws: _, dropout: __, normalisation: ___, ...telling } = settings
  const key = JSON.stringify(telling)
  const path = folder !== null && hasWeightsBeside(bytes) ? join(folder, name) : null
  const found =
    comparisons.get(key) ?? compareImported({ name, bytes, path }, read(settings.layout), settings)
  comparisons.set(key, found)
  return found
}

let last: { key: string; baked: BakedNetwork; session: Session } | null = null

async function attempt(picture: Pixels, settings: ImportSettings, seed: number) {
  const key = JSON.stringify(settings)
  if (last?.key !== key) {
    const baked = bake(read(settings.layout), settings)
    await last?.session.release()
    last = null
    const session = await speaking(() => open(baked.model))
    last = { key, baked, session }
  }
  const { baked, session } = last
  const run: RunNetwork = async (data, shape, noises = {}) => {
    const results = await speaking(() => session.run({ input: { data, shape }, ...noises }))
    return results.output!.data as Float32Array
  }
  return { ...(await tryOut(picture, baked, settings, seed, run, apply)), said }
}

/** A trial is small, and over at once. */
const apply: ApplyNetwork = async (picture, network, seed) =>
  withTeam((team) => applyNetwork(picture, network, { seed }, { team, breathe: async () => {} }))

/** What the runtime refuses is said in a sentence that names the file. */
async function speaking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new GanvasError(
      'unsupported',
      text('imports.failed', { file: name, reason }),
      {},
      { cause: thrown },
    )
  }
}

const described = (values: ReturnType<typeof openNetwork>['inputs']) =>
  values.map(({ name, type, dims }) => ({
    name,
    dtype: elementType(type) ?? `type ${type}`,
    dims: dims ?? [],
  }))
