import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ExportInput } from '../contract/procedures/networks.ts'
import { inEnglish } from '../contract/text.ts'
import { type Command, UsageError } from './command.ts'
import { readDimensions } from './dimensions.ts'

/** Why batch normalisations are still there. */
const stayed = {
  fold: (count: number) =>
    `batch normalisations that stay, without a layer of their own to go into: ${count}`,
  instance: (count: number) =>
    `batch normalisations that stay, where a picture has one number a channel: ${count}`,
}

export const exportNetwork: Command = {
  summary: 'write a trained network for use elsewhere',
  usage: `ganvas export FILE.onnx --out FILE.onnx [options]

Writes a network, such as the generator.onnx of a training run, as an ONNX model of its own. Both compute a small input
first, and where they differ by more than rounding nothing is written.

  --precision P       of the weights: single (default) or half, which takes half the space
  --normalisation N   of batches: keep (default); fold, into the layers before, which changes no result; or instance,
                      each picture by itself, as pix2pix runs its generators
  --external          weights in FILE.onnx.data beside the model, which they must be above 2 GB
  --size AXIS=N       size of an axis that has none
  --overwrite         replace a file that exists`,

  async run(args, { engine, print, signal }) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        out: { type: 'string' },
        precision: { type: 'string' },
        normalisation: { type: 'string' },
        external: { type: 'boolean' },
        size: { type: 'string', multiple: true },
        overwrite: { type: 'boolean' },
      },
      allowPositionals: true,
    })
    const [path, ...rest] = positionals
    if (!path || rest.length > 0) throw new UsageError('export takes one file')
    if (!values.out) throw new UsageError('--out is missing: where the network goes')
    const { size, ...options } = values
    const input = ExportInput.safeParse({
      ...options,
      path,
      out: resolve(values.out),
      dimensions: readDimensions(size),
    })
    if (!input.success) {
      const [issue] = input.error.issues
      throw new UsageError(`--${issue?.path.join('.')}: ${issue?.message}`)
    }
    const written = await (await engine()).call('networks.export', input.data, { signal })
    const megabytes = (written.bytes / 2 ** 20).toFixed(1)
    const { normalisation } = input.data
    const left =
      normalisation !== 'keep' && written.kept > 0 ? `; ${stayed[normalisation](written.kept)}` : ''
    print(written, `${written.path}: ${megabytes} MB${left}\n${inEnglish(written.comparison.said)}`)
    return 0
  },
}
