import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Client } from '../contract/client.ts'
import type { EngineContract } from '../contract/engine.ts'
import { ModelId } from '../contract/ids.ts'
import { SAMPLES_AT_ONCE } from '../contract/tools/sketch.ts'
import { type Command, UsageError } from './command.ts'

export const sample: Command = {
  runsNetworks: true,
  summary: 'draw pictures with a generator, as they come',
  usage: `ganvas sample --model ID --out DIR [options]

Draws pictures with a model of the task "generate", and writes them into DIR as 0001.png, 0002.png and so on. The same seed
gives the same pictures.

  --count N      how many; 16 by default
  --seed N       0 by default
  --class NAME   one of the words that the model knows; any of them if not given. May be given several times: of words of
                 one group, such as two kinds, a mixture is drawn
  --small        as the generator draws them, without the second stage that some models have
  --overwrite    replace files that exist`,

  async run(args, { engine, signal, print, progress }) {
    const { values } = parseArgs({
      args,
      options: {
        model: { type: 'string' },
        out: { type: 'string' },
        count: { type: 'string', default: '16' },
        seed: { type: 'string', default: '0' },
        class: { type: 'string', multiple: true, default: [] },
        small: { type: 'boolean', default: false },
        overwrite: { type: 'boolean', default: false },
      },
    })
    const model = ModelId.safeParse(values.model)
    if (!model.success) throw new UsageError('--model is missing: "ganvas models list" names models')
    if (!values.out) throw new UsageError('--out is missing: the folder that receives the pictures')
    const count = wholeNumber('count', values.count, 1, 1_000_000)
    const seed = wholeNumber('seed', values.seed, 0, 0xffff_ffff)
    const client = await engine()
    const words = Object.fromEntries(values.class.map((name) => [name, 1]))
    const folder = resolve(values.out)
    await mkdir(folder, { recursive: true })
    for (let first = 0; first < count; first += SAMPLES_AT_ONCE) {
      const wanted = {
        first,
        count: Math.min(SAMPLES_AT_ONCE, count - first),
        seed,
        words,
        detail: !values.small,
      }
      const { pictures, points } = await client.call(
        'sketch.sample',
        { model: model.data, ...wanted },
        { signal },
      )
      const height = pictures.height / points.length
      const bytes = pictures.width * height * pictures.channels
      for (const k of points.keys()) {
        const data = pictures.data.slice(k * bytes, (k + 1) * bytes)
        const path = join(folder, `${String(first + k + 1).padStart(4, '0')}.png`)
        await write(client, { ...pictures, height, data }, path, values.overwrite, signal)
        progress(`${first + k + 1} of ${count}`)
      }
    }
    print({ model: model.data, count, seed, out: folder }, `${folder}: ${count} pictures of "${model.data}"`)
    return 0
  },
}

async function write(
  client: Client<EngineContract>,
  composite: Parameters<typeof client.call<'files.export'>>[1]['composite'],
  path: string,
  overwrite: boolean,
  signal: AbortSignal,
): Promise<void> {
  const options = { format: 'png' as const }
  await client.call('files.export', { composite, options, target: { path, overwrite } }, { signal })
}

function wholeNumber(name: string, given: string, from: number, to: number): number {
  const number = given.trim() === '' ? Number.NaN : Number(given)
  if (Number.isInteger(number) && number >= from && number <= to) return number
  throw new UsageError(`--${name} "${given}" is not a whole number from ${from} to ${to}`)
}
