import { parentPort, workerData } from 'node:worker_threads'
import { GanvasError, toPlainError } from '../../contract/errors.ts'
import { translate } from '../../tools/translate/translate.ts'
import type { Work } from '../../tools/translate/work.ts'
import type { TranslateData, TranslateMessage, TranslateOrder } from './translateMessages.ts'
import { TranslatorNetworks } from './translatorNetwork.ts'

/* The thread of one translation model. It holds the networks, and hears between pieces of work that it is to stop. */

const { translator, threads } = workerData as TranslateData
const networks = new TranslatorNetworks(translator, threads)
let stopped = false

const work: Work = {
  async breathe(step, total) {
    send({ kind: 'progress', step, total })
    await new Promise((resolve) => setImmediate(resolve))
    if (stopped) throw new GanvasError('cancelled', 'The job was cancelled.')
  },
  notice: (text) => send({ kind: 'notice', text }),
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
  const { picture, settings } = order
  try {
    const pixels = await translate(picture, networks.network(settings.direction), settings, work)
    send({ kind: 'done', pixels }, pixels.data)
  } catch (thrown) {
    send({ kind: 'failed', error: toPlainError(thrown) })
  } finally {
    await networks.release()
  }
})
