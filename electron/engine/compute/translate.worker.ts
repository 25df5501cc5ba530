import { workerData } from 'node:worker_threads'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { DrawingWork } from '../../tools/networks/work.ts'
import { pairingOf, prepare } from '../../tools/translate/sketch/prepare.ts'
import { translate } from '../../tools/translate/translate.ts'
import { openerAt } from '../sessions/inThread.ts'
import { serveOrders } from '../threads/serve.ts'
import { teamOfOne } from './kernels.ts'
import type { TranslateData, TranslateKind } from './translateMessages.ts'
import { TranslatorNetworks } from './translatorNetwork.ts'

/* The thread of one translation model. It holds the networks, and checks between pieces of work whether it was cancelled. */

const { translator, threads, place } = workerData as TranslateData
const open = openerAt(
  place,
  (said) => tell({ kind: 'notice', text: said }),
  { threads },
  (traffic) => tell({ kind: 'traffic', traffic }),
)
const networks = new TranslatorNetworks(translator, open)

const { tell } = serveOrders<TranslateKind>({
  async run({ picture, settings, hints }, signal) {
    try {
      const network = networks.network(settings.direction)
      return await translate(picture, network, settings, await workUntil(signal), hints)
    } finally {
      await networks.release()
    }
  },

  async prepare({ picture, settings }, signal) {
    const pairing = pairingOf(translator)
    if (pairing) return prepare(picture, pairing, translator, settings, await workUntil(signal))
    const { id } = translator
    throw new GanvasError('invalid-input', text('translate.noPairing', { model: id }), { model: id })
  },
})

async function workUntil(signal: AbortSignal): Promise<DrawingWork> {
  return {
    team: await teamOfOne(),
    async breathe(step, total) {
      tell({ kind: 'progress', step, total })
      await new Promise((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    },
    notice: (said) => tell({ kind: 'notice', text: said }),
  }
}
