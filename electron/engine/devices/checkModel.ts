import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DeviceCheck, DeviceId } from '../../contract/procedures/app.ts'
import { inEnglish, text } from '../../contract/text.ts'
import { builtFile } from '../paths.ts'

/** The order to the checking process. */
export interface CheckOrder {
  device: DeviceId
  /** Where the models lie. */
  folder: string
  id: string
  /** Where what is found is remembered. */
  dataFolder: string
}

export type CheckedNetwork = Omit<DeviceCheck, 'device' | 'model' | 'title'>
export type CheckAnswer = { rows: CheckedNetwork[] } | { error: string }

/** Compares the networks of a model on a device with the processor, in a process of its own, which a driver may end. */
export function checkModel(order: CheckOrder, signal: AbortSignal): Promise<CheckedNetwork[]> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(builtFile('check.js')), [], { stdio: 'ignore' })
    const stop = () => settle(() => reject(signal.reason))
    const settle = (act: () => void) => {
      signal.removeEventListener('abort', stop)
      act()
      child.kill('SIGKILL')
    }
    const failed = (said: string) =>
      settle(() =>
        resolve([
          { role: '', fault: 'failed', difference: null, deviceSeconds: null, cpuSeconds: null, said },
        ]),
      )
    signal.addEventListener('abort', stop, { once: true })
    child.on('message', (answer: CheckAnswer) =>
      'rows' in answer ? settle(() => resolve(answer.rows)) : failed(answer.error),
    )
    child.once('error', (error) => failed(error.message))
    child.once('exit', (code, how) =>
      failed(inEnglish(text('devices.crashed', { how: how ?? `exit ${code}` }))),
    )
    child.send(order)
  })
}
