import { UsageError } from './command.ts'

/** A number that an option gives; undefined where it was not given. @throws UsageError for what it may not be */
export function numberOption(
  name: string,
  given: string | undefined,
  { from, to, whole = false }: { from: number; to: number; whole?: boolean },
): number | undefined {
  if (given === undefined) return undefined
  const value = given.trim() === '' ? Number.NaN : Number(given)
  if (value >= from && value <= to && (!whole || Number.isInteger(value))) return value
  throw new UsageError(`--${name} "${given}" is not a ${whole ? 'whole ' : ''}number from ${from} to ${to}`)
}
