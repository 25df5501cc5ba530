import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ExportInput } from '../contract/procedures/networks.ts'
import { type Command, UsageError } from './command.ts'
import { readDimensions } from './dimensions.ts'

export const exportNetwork: Command = {
  summary: 'write a trained network for use elsewhere',
  usage: `ganvas export FILE.onnx --out FILE.onnx [options]

Writes a network, such as the generator.onnx of a training run, as an ONNX model of its own.

  --precision P       of the weights: single (default) or half, which takes half the space
  --normalisation N   of batches: keep (default); fold, into the layers before; or instance, each picture by itself,
                      as pix2pix runs its generators
  --size AXIS=N       size of an axis that has none
  --overwrite         replace a file that exists`,

  async run(args, { engine, print, signal }) {
    const { values, positionals } = parseArgs({
      args,
      options: {
        out: { type: 'string' },
        precision: { type: 'string' },
        normalisation: { type: 'string' },
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
    print(written, `${written.path}: ${(written.bytes / 2 ** 20).toFixed(1)} MB`)
    return 0
  },
}
