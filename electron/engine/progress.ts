import type { CallContext } from '../contract/server.ts'
import type { CodecOptions } from '../imaging/codecs/decoded.ts'

/** A job's context as {@link CodecOptions}: its signal, and progress with the seconds left at the mean pace. */
export function codecOptionsOf({ signal, emit }: CallContext): Required<CodecOptions> {
  const started = performance.now()
  return {
    signal,
    progress(step, total) {
      const seconds = (performance.now() - started) / 1000
      emit({
        kind: 'progress',
        step,
        total,
        secondsLeft: step > 0 ? (seconds / step) * (total - step) : null,
      })
    },
  }
}
