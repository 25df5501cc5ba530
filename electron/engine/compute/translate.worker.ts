import { workerData } from 'node:worker_threads'
import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { DrawingWork } from '../../tools/networks/work.ts'
import { pairingOf, prepare } from '../../tools/translate/sketch/prepare.ts'
import { translate } from '../../tools/translate/translate.ts'
import { openerAt } from '../sessions/inThread.ts'
import { serveOrders } from '../threads/serve.ts'
import { withTeam } from './kernels.ts'
import type { TranslateData, TranslateKind } from './translateMessages.ts'
import { TranslatorNetworks } from './translatorNetwork.ts'

/* The thread of one translation model. It holds the networks, and checks between pieces of work whether it was cancelled. */

const { translator, threads, atOnce, place } = workerData as TranslateData
const open = openerAt(
  place,
  (said) => tell({ kind: 'notice', text: said }),
  { threads },
  (traffic) => tell({ kind: 'traffic', traffic }),
)
const networks = new TranslatorNetworks(translator, open)

const { tell } = serveOrders<TranslateKind>(
  {
    async run({ picture, settings, hints }, signal) {
      const network = networks.network(settings.direction)
      try {
        return await working(signal, (work) => translate(picture, network, settings, work, hints))
      } finally {
        await network.release()
      }
    },

    prepare({ picture, settings }, signal) {
      const pairing = pairingOf(translator)
      if (pairing) return working(signal, (work) => prepare(picture, pairing, translator, settings, work))
      const { id } = translator
      throw new GanvasError('invalid-input', text('translate.noPairing', { model: id }), { model: id })
    },
  },
  { atOnce },
)

function working<T>(signal: AbortSignal, translating: (work: DrawingWork) => Promise<T>): Promise<T> {
  return withTeam((team) =>
    translating({
      team,
      async breathe(step, total) {
        tell({ kind: 'progress', step, total })
        await new Promise((resolve) => setImmediate(resolve))
        signal.throwIfAborted()
      },
      notice: (said) => tell({ kind: 'notice', text: said }),
    }),
  )
}
