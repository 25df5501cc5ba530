import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DeviceId } from '../../contract/procedures/app.ts'
import { type Text, text } from '../../contract/text.ts'
import { builtFile } from '../paths.ts'

export type ProbeAnswer = { ok: true } | { ok: false; error: string | Text }

/** A driver that takes longer than this to say hello is not one to wait for. */
const PROBE_LIMIT_MS = 20_000

/** Tries an ONNX Runtime provider in a process of its own, so that an abort in native code is just an answer. */
export function probeInChild(id: DeviceId): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const child = fork(fileURLToPath(builtFile('probe.js')), [id], { stdio: 'ignore' })
    const settle = (answer: ProbeAnswer) => {
      clearTimeout(timer)
      resolve(answer)
      child.kill('SIGKILL')
    }
    const timer = setTimeout(
      () => settle({ ok: false, error: text('devices.noAnswer', { seconds: PROBE_LIMIT_MS / 1000 }) }),
      PROBE_LIMIT_MS,
    )
    child.on('message', (message: { ok?: true; error?: string | Text }) =>
      settle(message.ok ? { ok: true } : { ok: false, error: message.error ?? '' }),
    )
    child.once('error', (error) => settle({ ok: false, error: error.message }))
    child.once('exit', (code, signal) =>
      settle({ ok: false, error: text('devices.crashed', { how: signal ?? `exit ${code}` }) }),
    )
  })
}
