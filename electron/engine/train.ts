import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { z } from 'zod'
import type { EngineContract } from '../contract/engine.ts'
import { fromPlainError, GanvasError } from '../contract/errors.ts'
import type { DeviceId } from '../contract/procedures/app.ts'
import type { CallContext, Handlers } from '../contract/server.ts'
import { text } from '../contract/text.ts'
import type { RunEvent, RunResult } from '../train/loop.ts'
import { recipes } from '../train/recipes/index.ts'
import type { TrainData, TrainMessage, TrainOrder } from './compute/trainMessages.ts'
import { builtFile } from './paths.ts'

type TrainHandlers = Pick<Handlers<EngineContract>, 'train.recipes' | 'train.run' | 'train.pause'>

export interface TrainDeps {
  listDevices: Handlers<EngineContract>['devices.list']
}

/** The training procedures. A run has a thread of its own; the queue lets one run at a time. */
export function createTrainHandlers({ listDevices }: TrainDeps): TrainHandlers {
  let running: Worker | null = null
  const order = (message: TrainOrder) => running?.postMessage(message)

  return {
    'train.recipes': () =>
      [...recipes.values()].map(({ name, summary, defaults, options }) => ({
        name,
        summary,
        ...defaults,
        options: z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }),
      })),

    async 'train.run'(input, context) {
      if (input.device !== 'cpu') await requireDevice(input.device, listDevices, context)
      const worker = new Worker(builtFile('train.worker.js'), { workerData: input satisfies TrainData })
      running = worker
      const stop = () => order('stop')
      context.signal.addEventListener('abort', stop, { once: true })
      try {
        return await resultOf(worker, context)
      } finally {
        context.signal.removeEventListener('abort', stop)
        running = null
      }
    },

    'train.pause'({ paused }) {
      if (!running) throw new GanvasError('not-found', 'No training run is under way.')
      order(paused ? 'pause' : 'resume')
      return { paused }
    },
  }
}

/** @throws unavailable with what the device needs */
async function requireDevice(
  id: DeviceId,
  listDevices: TrainDeps['listDevices'],
  context: CallContext,
): Promise<void> {
  const { devices } = await listDevices({ probeAgain: false }, context)
  const reason = devices.find((device) => device.id === id)?.reason
  if (reason)
    throw new GanvasError(
      'unavailable',
      text('devices.unusable', { device: text(`deviceNames.${id}`), reason }),
    )
}

function resultOf(worker: Worker, context: CallContext): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: TrainMessage) => {
      if (message.kind === 'done') resolve(message.result)
      else if (message.kind === 'failed') reject(fromPlainError(message.error))
      else void tell(message.event, context)
    })
    worker.on('error', (error) =>
      reject(new GanvasError('internal', `The training thread failed: ${error.message}`)),
    )
    worker.on('exit', (code) =>
      reject(new GanvasError('internal', `The training thread ended without a result (${code}).`)),
    )
  })
}

async function tell(event: RunEvent, { emit }: CallContext): Promise<void> {
  if (event.kind === 'notice') return emit(event)
  if (event.kind === 'progress') {
    const { step, total, secondsLeft, losses } = event
    emit({ kind: 'progress', step, total, secondsLeft })
    return emit({ kind: 'losses', step, values: losses })
  }
  const { data, info } = await sharp(event.png).raw().toBuffer({ resolveWithObject: true })
  emit({
    kind: 'preview',
    pixels: { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) },
  })
}
