import { UsageError } from './command.ts'

/** `['batch=1', 'height=64']` as sizes by name. */
export function readDimensions(given: readonly string[] = []): Record<string, number> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, size] = /^(.+)=([1-9]\d*)$/.exec(text) ?? []
      if (!name || !size) throw new UsageError(`--size "${text}" is not of the form AXIS=N`)
      return [name, Number(size)]
    }),
  )
}
