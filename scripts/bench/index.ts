import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { blendBench } from './blend.ts'
import { fontBench } from './font.ts'
import { inferBench } from './infer.ts'
import { perceptualBench } from './networks/perceptual.ts'
import { serveStepper } from './networks/stepper.ts'
import { serverBench } from './server.ts'
import { serveNetworks } from './serving.ts'
import { sketchBench } from './sketch.ts'
import { startBench } from './start.ts'
import { strokeBench } from './stroke.ts'
import { trainBench } from './train.ts'
import { translateBench } from './translate.ts'

/*
 * `npm run bench -- <name> [case …] [--device D] [--runs N]`: prints one JSON object a line, with its units in the names.
 */

const benches: Record<string, Bench> = {
  blend: blendBench,
  font: fontBench,
  infer: inferBench,
  perceptual: perceptualBench,
  server: serverBench,
  sketch: sketchBench,
  start: startBench,
  stroke: strokeBench,
  train: trainBench,
  translate: translateBench,
}

const { values, positionals } = parseArgs({
  options: { device: { type: 'string', default: 'cpu' }, runs: { type: 'string', default: 'Infinity' } },
  allowPositionals: true,
})
const [name = '', ...only] = positionals
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined
// What `train`, `infer` and `server` start of themselves, in processes of their own.
if (name === 'stepper') await serveStepper(only[0] as 'train' | 'infer', only[1]!, Number(only[2]), only[3]!)
else if (name === 'serve') await serveNetworks(only)
else if (bench)
  for await (const line of bench(only, { device: values.device, runs: Number(values.runs) }))
    console.log(JSON.stringify({ bench: name, ...line }))
else {
  console.error(`There is no bench "${name}". The benches are: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
}
