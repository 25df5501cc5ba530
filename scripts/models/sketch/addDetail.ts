import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import { generatorOf } from '../../../electron/engine/sketch/generator.ts'
import { withHalfWeights } from '../../../electron/graph/onnx/half.ts'
import { writeOnnx } from '../../../electron/graph/onnx/write.ts'
import { newGraph } from '../../../electron/graph/operators/index.ts'
import { graft } from '../../../electron/graph/passes/copy.ts'
import { simplify } from '../../../electron/graph/passes/simplify.ts'
import { sizeOf } from '../../../electron/graph/shapes.ts'
import { doubled } from '../../../electron/nets/laplacian.ts'
import { detailSize } from '../../../electron/tools/sketch/detail.ts'
import { checkedOptions } from '../../../electron/train/game/recipe.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { checkpointFile, decodeCheckpoint } from '../../../electron/train/run/checkpoint.ts'
import { trainedNetwork } from '../../../electron/train/run/inferenceGraph.ts'

/*
 * Gives a generator of Sketch its second stage, from a run of `ganvas train pix2pix` on what detailPairs.ts made:
 *
 *   node scripts/run.mjs scripts/models/sketch/addDetail.ts --run DIR --model models/ID
 *
 * The stage takes the generator's own picture: enlarging it, as the pairs were, is part of the network.
 */

const { values } = parseArgs({ options: { run: { type: 'string' }, model: { type: 'string' } } })
if (!values.run || !values.model) throw new Error('--run and --model are needed; see the head of this script')
const folder = resolve(values.model)
const manifestFile = join(folder, 'manifest.json')
const manifest = ModelManifest.parse(JSON.parse(readFileSync(manifestFile, 'utf8')))
const [output] = manifest.outputs
if (!output || !('width' in output.size)) throw new Error(`${folder} draws no pictures of a fixed size`)

const path = join(resolve(values.run), checkpointFile)
const checkpoint = decodeCheckpoint(readFileSync(path), path)
const recipe = recipeNamed(checkpoint.recipe)
const about = { title: manifest.title, classes: checkpoint.classes }
const made = recipe.model?.(checkedOptions(recipe, checkpoint.options), about as never)
const product = made?.networks.generator
if (!product) throw new Error(`${path} is a run of ${recipe.name}, which translates no pictures`)
const trained = trainedNetwork(product, (name) => checkpoint.tensors.get(name))

const graph = newGraph()
const picture = graph.input('picture', 'float32', [1, 3, output.size.height, output.size.width])
const [input] = trained.inputs
graph.output('output', graft(graph, trained, { [input!.name]: doubled(picture) }, 'detail').get('output')!)
const stage = simplify(graph)
const data = withHalfWeights(writeOnnx(stage).model)
const parameters = (of: typeof stage) => of.constants.reduce((sum, { shape }) => sum + sizeOf(shape), 0)

const others = manifest.files.filter(({ role }) => role !== 'detail')
if (others.length < manifest.files.length)
  throw new Error(`${folder} has a second stage; take it out of its manifest first`)
const files = Object.fromEntries(others.map(({ role, name }) => [role, readFileSync(join(folder, name))]))
const size = detailSize(generatorOf(manifest, { ...files, detail: data }))
const sha256 = createHash('sha256').update(data).digest('hex')
const file = { name: 'detail.onnx', role: 'detail', bytes: data.length, sha256, precision: 'half' }
const whole = { ...manifest, files: [...others, file], parameters: manifest.parameters + parameters(stage) }
writeFileSync(join(folder, file.name), data)
writeFileSync(manifestFile, `${JSON.stringify(ModelManifest.parse(whole), null, 2)}\n`)
console.log(JSON.stringify({ folder, size, bytes: data.length, parameters: parameters(stage) }))
