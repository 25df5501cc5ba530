import { blendBench } from './blend.ts'
import { startBench } from './start.ts'
import { strokeBench } from './stroke.ts'

/*
 * `npm run bench -- <name> [case …]`: prints one JSON object a line, with its units in the names.
 */

/** Yields lines as they are measured; `only` names the cases that are wanted, all when empty. */
export type Bench = (only: readonly string[]) => AsyncIterable<Record<string, unknown>>

const benches: Record<string, Bench> = { blend: blendBench, start: startBench, stroke: strokeBench }

const [name = '', ...only] = process.argv.slice(2)
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined
if (bench) for await (const line of bench(only)) console.log(JSON.stringify({ bench: name, ...line }))
else {
  console.error(`There is no bench "${name}". The benches are: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
}
