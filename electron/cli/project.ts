import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { inEnglish } from '../contract/text.ts'
import { type Command, UsageError } from './command.ts'
import { numberOption } from './numbers.ts'
import { openPicture } from './pictures.ts'

export const project: Command = {
  runsNetworks: true,
  summary: 'find a photo among what a generator can draw',
  usage: `ganvas project --model ID --image FILE --out DIR [options]

Looks for the picture of a generator that is most like FILE, and writes it to DIR as reconstruction.png, with its latent
and how far it is off in project.json.

  --iterations N  steps of the search, 0 to 2000; 60 by default
  --seed N        another beginning; 0 by default
  --overwrite     replace files that exist`,

  async run(args, { engine, signal, print, progress, warn }) {
    const { values } = parseArgs({
      args,
      options: {
        model: { type: 'string' },
        image: { type: 'string' },
        out: { type: 'string' },
        iterations: { type: 'string' },
        seed: { type: 'string' },
        overwrite: { type: 'boolean', default: false },
      },
    })
    const { model, image, out, overwrite } = values
    for (const name of ['model', 'image', 'out'] as const)
      if (!values[name]) throw new UsageError(`--${name} is missing`)
    const iterations = numberOption('iterations', values.iterations, { from: 0, to: 2000, whole: true })
    const seed = numberOption('seed', values.seed, { from: 0, to: 2 ** 32 - 1, whole: true })
    const client = await engine()
    const photo = await openPicture(client, image!, signal, warn)
    const { pixels, ...found } = await client.call(
      'sketch.project',
      { model: model!, photo, iterations, seed },
      {
        signal,
        onEvent(event) {
          if (event.kind === 'progress') progress(`${event.step} of ${event.total}`)
          else if (event.kind === 'notice') warn(inEnglish(event.text))
        },
      },
    )
    await mkdir(out!, { recursive: true })
    await client.call(
      'files.export',
      {
        composite: pixels,
        options: { format: 'png' },
        target: { path: resolve(out!, 'reconstruction.png'), overwrite },
      },
      { signal },
    )
    const about = { model, image, ...found }
    await writeFile(join(out!, 'project.json'), JSON.stringify(about, null, 1), {
      flag: overwrite ? 'w' : 'wx',
    })
    const { start, end } = found.errors
    print(
      { ...about, out: resolve(out!) },
      `${resolve(out!)}: off by ${end.toFixed(3)}, from ${start.toFixed(3)}; explains ${Math.round(100 * found.explained)} % of the picture, in ${found.seconds.toFixed(1)} s`,
    )
    return 0
  },
}
