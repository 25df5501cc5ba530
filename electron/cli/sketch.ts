import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CallOptions, Client } from '../contract/client.ts'
import { SketchSettings } from '../contract/document/index.ts'
import type { EngineContract } from '../contract/engine.ts'
import { GanvasError } from '../contract/errors.ts'
import type { Pixels } from '../contract/pixels.ts'
import { inEnglish, text as sentence } from '../contract/text.ts'
import { type Command, type CommandContext, UsageError } from './command.ts'
import { numberOption } from './numbers.ts'
import { openPicture } from './pictures.ts'
import { openStrokes } from './strokes.ts'

export const sketch: Command = {
  runsNetworks: true,
  summary: 'draw pictures under strokes and words by a generator',
  usage: `ganvas sketch --model ID --out DIR [options]

Searches pictures of a generator that agree with what is asked for, and writes them to DIR: 01.png is the best, then come
others that agree and differ; sheet.png holds them all, and sketch.json their latents and costs.

  --color FILE       colours asked for, stretched over the picture
  --color-mask FILE  where they count, white; where the picture is opaque if not given
  --edges FILE       outlines asked for: white lines on black, or any lines on a transparent ground
  --text "…"         words, such as "a red tulip", of those that the generator knows
  --class NAME       one of them by its name
  --from FILE        a photo to begin with, and to stay near
  --candidates N     pictures that are searched at once, 1 to 64; 16 by default
  --iterations N     steps of the search, 1 to 500; 40 by default
  --outline W        how much outlines count, 0 to 10; 1 by default
  --smooth W         how near to the photo of --from, 0 to 10; 1 by default
  --realism W        how much the generator's critic has a say, where it has one, 0 to 10; 1 by default
  --seed N           other candidates; 0 by default
  --small            as the generator draws them, without the second stage that some models have
  --overwrite        replace files that exist`,

  async run(args, context) {
    const { values } = parseArgs({
      args,
      options: {
        model: { type: 'string' },
        color: { type: 'string' },
        'color-mask': { type: 'string' },
        edges: { type: 'string' },
        text: { type: 'string' },
        class: { type: 'string' },
        from: { type: 'string' },
        candidates: { type: 'string' },
        iterations: { type: 'string' },
        outline: { type: 'string' },
        smooth: { type: 'string' },
        realism: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        small: { type: 'boolean', default: false },
        overwrite: { type: 'boolean', default: false },
      },
    })
    const { model, out, overwrite } = values
    if (!model) throw new UsageError('--model is missing')
    if (!out) throw new UsageError('--out is missing')
    if (values['color-mask'] && !values.color)
      throw new UsageError('--color-mask is of --color, which is missing')
    const candidates = numberOption('candidates', values.candidates, { from: 1, to: 64, whole: true }) ?? 16
    const seed = numberOption('seed', values.seed, { from: 0, to: 2 ** 32 - 1, whole: true }) ?? 0
    const settings = SketchSettings.parse({
      iterations: numberOption('iterations', values.iterations, { from: 1, to: 500, whole: true }),
      ...Object.fromEntries(
        (['outline', 'smooth', 'realism'] as const).map((name) => [
          name,
          numberOption(name, values[name], { from: 0, to: 10 }),
        ]),
      ),
    })
    const { signal, progress, warn } = context
    const client = await context.engine()
    const files = { color: values.color, colorMask: values['color-mask'], edges: values.edges }
    const strokes = await openStrokes(client, files, signal)
    const words = await wordsOf(client, model, values, context)
    const told: CallOptions = {
      signal,
      onEvent(event) {
        if (event.kind === 'notice') warn(inEnglish(event.text))
        else if (event.kind === 'progress') progress(`${event.step} of ${event.total}`)
        else if (event.kind === 'candidates') progress(`${event.found.step} of ${event.found.total}`)
      },
    }
    const photo = values.from === undefined ? undefined : await openPicture(client, values.from, signal, warn)
    const from = photo && (await client.call('sketch.project', { model, photo, seed, words }, told)).point
    const { session, width, height, detail } = await client.call(
      'sketch.open',
      { model, candidates, seed, words, ...(from && { from }) },
      told,
    )
    if (from) await client.call('sketch.fix', { session, at: { point: from } }, told)
    const found = await client.call('sketch.update', { session, strokes, words, settings }, told)
    const results = found.order.map((k) => ({ cost: found.costs[k]!, ...found.points[k]! }))
    const tiles = []
    for (const k of found.order) {
      const large = detail && !values.small
      const at = { point: found.points[k]! }
      tiles.push(
        large
          ? (await client.call('sketch.picture', { session, at, detail: true }, told)).pixels
          : tileOf(found.pictures, k, width, height),
      )
    }
    await client.call('sketch.close', { session })
    await mkdir(out, { recursive: true })
    const write = (name: string, pixels: Pixels) =>
      client.call(
        'files.export',
        { composite: pixels, options: { format: 'png' }, target: { path: resolve(out, name), overwrite } },
        { signal },
      )
    for (const [n, tile] of tiles.entries()) await write(`${String(n + 1).padStart(2, '0')}.png`, tile)
    await write('sheet.png', sheetOf(tiles))
    const about = { model, seed, words, settings, results }
    await writeFile(join(out, 'sketch.json'), JSON.stringify(about, null, 1), {
      flag: overwrite ? 'w' : 'wx',
    })
    const [best] = results
    context.print(
      { ...about, out: resolve(out) },
      `${resolve(out)}: ${results.length} pictures, the best of cost ${best!.cost.toPrecision(3)}`,
    )
    return 0
  },
}

/** What is asked for by words. @throws GanvasError `not-found` for a class that the generator does not know */
async function wordsOf(
  client: Client<EngineContract>,
  model: string,
  { text, class: named }: { text?: string | undefined; class?: string | undefined },
  { signal, warn }: CommandContext,
): Promise<Record<string, number>> {
  const read = async (said: string) => client.call('sketch.words', { model, text: said }, { signal })
  const fromText = text === undefined ? { words: {}, unknown: [] } : await read(text)
  const { models } = await client.call('models.list', {}, { signal })
  const words = models.find(({ id }) => id === model)?.manifest?.generation?.condition?.words ?? []
  const known = words.map(({ name }) => name).join(', ')
  if (fromText.unknown.length > 0)
    warn(inEnglish(sentence('sketch.unknownWords', { model, unknown: fromText.unknown.join(', '), known })))
  if (named === undefined) return fromText.words
  if (words.some(({ name }) => name === named)) return { ...fromText.words, [named]: 1 }
  throw new GanvasError(
    'not-found',
    known
      ? sentence('sketch.noSuchWord', { model, word: named, known })
      : sentence('sketch.noWords', { model }),
  )
}

/** One of pictures that lie below each other. */
function tileOf({ channels, data }: Pixels, k: number, width: number, height: number): Pixels {
  const bytes = width * height * channels
  return { width, height, channels, data: data.slice(k * bytes, (k + 1) * bytes) }
}

/** All of them in rows. */
function sheetOf(tiles: readonly Pixels[]): Pixels {
  const { width, height } = tiles[0]!
  const columns = Math.ceil(Math.sqrt(tiles.length))
  const rows = Math.ceil(tiles.length / columns)
  const data = new Uint8Array(3 * columns * width * rows * height).fill(255)
  for (const [n, tile] of tiles.entries())
    for (let y = 0; y < height; y++) {
      const line = (Math.floor(n / columns) * height + y) * columns * width + (n % columns) * width
      data.set(tile.data.subarray(3 * y * width, 3 * (y + 1) * width), 3 * line)
    }
  return { width: columns * width, height: rows * height, channels: 3, data }
}
