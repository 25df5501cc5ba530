import { GanvasError, toPlainError } from '../../contract/errors.ts'
import { DeviceId } from '../../contract/procedures/app.ts'
import { isText, text } from '../../contract/text.ts'
import { openOn } from '../sessions/runtime.ts'
import { PROBE_SIDE, probeModel } from './model.ts'

/*
 * The program of a throw-away process: computes one product on the provider named by its argument and sends
 * `{ ok }` or `{ error }`. Native code of a provider may abort the process; that too is an answer.
 */

async function compute(provider: DeviceId): Promise<void> {
  const session = await openOn(provider, probeModel())
  const a = Float32Array.from({ length: PROBE_SIDE ** 2 }, (_, i) => (i % 7) - 3)
  const shape = [PROBE_SIDE, PROBE_SIDE]
  const identity = Float32Array.from(a, (_, i) => (i % (PROBE_SIDE + 1) === 0 ? 1 : 0))
  const { y } = await session.run({ a: { data: a, shape }, b: { data: identity, shape } })
  const result = y?.data as Float32Array
  if (a.some((value, i) => Math.abs(value - result[i]!) > 1e-2))
    throw new GanvasError('unavailable', text('devices.wrongFigures'))
}

compute(DeviceId.parse(process.argv[2])).then(
  () => process.send?.({ ok: true }),
  (thrown: unknown) => {
    const { message, data } = toPlainError(thrown)
    process.send?.({ error: isText(data) ? data : message })
  },
)
