import { parentPort, workerData } from 'node:worker_threads'
import { GanvasError, toPlainError } from '../../contract/errors.ts'
import type { Pixels } from '../../contract/pixels.ts'
import { text } from '../../contract/text.ts'
import type { DrawingWork } from '../../tools/networks/work.ts'
import { pairingOf, prepare } from '../../tools/translate/prepare.ts'
import { translate } from '../../tools/translate/translate.ts'
import { openerAt } from '../sessions/inThread.ts'
import { teamOfOne } from './kernels.ts'
import type { TranslateData, TranslateMessage, TranslateOrder } from './translateMessages.ts'
import { TranslatorNetworks } from './translatorNetwork.ts'

/* The thread of one translation model. It holds the networks, and hears between pieces of work that it is to stop. */

const { translator, threads, place } = workerData as TranslateData
const open = openerAt(place, (text) => send({ kind: 'notice', text }), { threads })
const networks = new TranslatorNetworks(translator, open)
let stopped = false

const work: DrawingWork = {
  team: await teamOfOne(),
  async breathe(step, total) {
    send({ kind: 'progress', step, total })
    await new Promise((resolve) => setImmediate(resolve))
    if (stopped) throw new GanvasError('cancelled', 'The job was cancelled.')
  },
  notice: (text) => send({ kind: 'notice', text }),
}

function done({ kind, picture, settings }: Exclude<TranslateOrder, { kind: 'stop' }>): Promise<Pixels> {
  if (kind === 'run') return translate(picture, networks.network(settings.direction), settings, work)
  const pairing = pairingOf(translator)
  if (pairing) return prepare(picture, pairing, translator, settings, work)
  const { id } = translator
  throw new GanvasError('invalid-input', text('translate.noPairing', { model: id }), { model: id })
}

function send(message: TranslateMessage, data?: Uint8Array): void {
  parentPort!.postMessage(message, data ? [data.buffer as ArrayBuffer] : [])
}

parentPort!.on('message', async (order: TranslateOrder) => {
  if (order.kind === 'stop') {
    stopped = true
    return
  }
  stopped = false
  try {
    const pixels = await done(order)
    send({ kind: 'done', pixels }, pixels.data)
  } catch (thrown) {
    send({ kind: 'failed', error: toPlainError(thrown) })
  } finally {
    await networks.release()
  }
})
