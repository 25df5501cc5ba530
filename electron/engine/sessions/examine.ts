import { text } from '../../contract/text.ts'
import type { Session, SessionTensors } from '../../graph/session.ts'
import { datatypeOf } from '../serving/binary.ts'
import type { ModelMetadata, ServedName, ServerClient } from '../serving/client.ts'
import { ServerFault } from '../serving/fault.ts'
import { compareOn, faultOf, TOLERANCE } from './compare.ts'

interface Examination {
  server: ServerClient
  name: ServedName
  /** What calls the network by a name that a person knows. */
  title: string
  /** What its form on the server is asked. */
  asked: { inputs: SessionTensors; outputs: readonly string[] }
  /** A small input, and the outputs that are compared. */
  feeds: SessionTensors
  names: readonly string[]
  /** Computes it on the server. */
  there: (feeds: SessionTensors) => Promise<SessionTensors>
  /** Opens it here. */
  here: () => Promise<Session>
}

/**
 * Whether a server is to be trusted with a network: it has one of this name and hash, with these inputs and outputs,
 * and its result is the processor's but for rounding. How long it takes does not matter: whoever chose it wants it.
 *
 * @throws ServerFault `lacks` where it is not, any other where it cannot be told now
 */
export async function examine(examination: Examination): Promise<void> {
  const { server, name, title, asked, feeds, names, there, here } = examination
  const { address } = server
  const refused = (key: 'servers.lacks' | 'servers.other') =>
    new ServerFault('lacks', address, text(key, { address, network: name.name }))
  const { has, metadata: found } = await server.find(name)
  if (has !== 'same') throw refused(has === 'other' ? 'servers.other' : 'servers.lacks')
  if (!takes(found, asked))
    throw new ServerFault(
      'lacks',
      address,
      text('servers.otherTensors', { address, network: name.name, found: tensorsOf(found) }),
    )
  const remote: Session = {
    inputs: [],
    outputs: names,
    run: (given) => there(given as SessionTensors),
    release: async () => {},
  }
  const local = await here()
  try {
    const comparison = await compareOn(remote, local, feeds, names)
    if (faultOf(comparison, true) === null) return
    const difference = Number.isFinite(comparison.difference) ? comparison.difference.toPrecision(2) : '∞'
    throw new ServerFault(
      'lacks',
      address,
      text('servers.differs', { address, network: title, difference, limit: TOLERANCE }),
    )
  } finally {
    await local.release()
  }
}

/** Whether a network has the inputs and outputs of these names and types. */
function takes({ inputs, outputs }: ModelMetadata, asked: Examination['asked']): boolean {
  const types = new Map((inputs ?? []).map(({ name, datatype }) => [name, datatype]))
  const names = new Set((outputs ?? []).map(({ name }) => name))
  return (
    Object.entries(asked.inputs).every(([name, { data }]) => types.get(name) === datatypeOf(data)) &&
    asked.outputs.every((name) => names.has(name))
  )
}

const tensorsOf = ({ inputs, outputs }: ModelMetadata): string =>
  [inputs, outputs]
    .map((tensors) =>
      (tensors ?? []).map(({ name, datatype, shape }) => `${name} ${datatype}[${shape}]`).join(', '),
    )
    .join(' → ')
