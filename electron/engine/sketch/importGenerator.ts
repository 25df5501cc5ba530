import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { GanvasError } from '../../contract/errors.ts'
import { MANIFEST_VERSION, ModelManifest } from '../../contract/model/manifest.ts'
import { text } from '../../contract/text.ts'
import type { GeneratorFacts, GeneratorImport, GeneratorTrial } from '../../contract/tools/sketch.ts'
import { foreignGenerator } from '../../tools/sketch/foreign.ts'
import { readWhole } from '../disk.ts'
import type { ModelFolders } from '../models/folders.ts'
import { foreignTraining } from '../models/imported.ts'
import { installModel } from '../models/install.ts'
import type { ChoosePlace } from '../sessions/place.ts'
import { generatorOf } from './generator.ts'
import { sketchThread } from './sessions.ts'

/** Pictures that are drawn to be looked at before a generator is installed. */
const TRIAL = 8

/** Draws with a generator from elsewhere. @throws GanvasError as {@link foreignGenerator}; `unreadable-file` */
export async function tryGenerator(facts: GeneratorFacts, place: ChoosePlace): Promise<GeneratorTrial> {
  const { bytes, name, sha256, generation, output, parameters } = await readGenerator(facts)
  const generator = {
    id: name,
    version: JSON.stringify([sha256, generation, output]),
    latent: generation.latent,
    condition: generation.condition ?? null,
    output,
    files: { generator: bytes },
  }
  const thread = sketchThread(generator, await place(name))
  try {
    // As when it is opened: what cannot be run is told by the file's name.
    await thread.call('start', { candidates: 1, seed: 0, words: {}, from: undefined })
    const { pictures } = await thread.call('sample', { first: 0, count: TRIAL, seed: 1, words: {} })
    return { generation, output, parameters, pictures, count: TRIAL }
  } finally {
    thread.close()
  }
}

async function readGenerator({ source, prior, range, words }: GeneratorFacts) {
  const bytes = 'bytes' in source ? source.bytes : await readWhole(source.path)
  const name = 'bytes' in source ? source.name : basename(source.path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { bytes, name, sha256, ...foreignGenerator(bytes, name, { prior, range, words }) }
}

/**
 * Installs a generator from elsewhere once it has drawn.
 *
 * @throws GanvasError as {@link foreignGenerator}; `exists`; `unreadable-file` for a network that cannot be run
 */
export async function importGenerator(
  { id, title, licence, overwrite, ...facts }: GeneratorImport,
  { own, bundled, place }: Pick<ModelFolders, 'own' | 'bundled'> & { place: ChoosePlace },
): Promise<{ folder: string; manifest: ModelManifest }> {
  if (await stat(join(bundled, id)).catch(() => null))
    throw new GanvasError('exists', text('imports.bundled', { model: id }), { model: id })
  const { bytes, name, sha256, generation, output, parameters } = await readGenerator(facts)
  const manifest = ModelManifest.parse({
    version: MANIFEST_VERSION,
    id,
    title,
    task: 'generate',
    generation,
    files: [{ name: 'generator.onnx', role: 'generator', bytes: bytes.length, sha256, precision: 'single' }],
    inputs: [],
    outputs: [output],
    parameters,
    licence,
    training: foreignTraining(name, sha256),
    figures: [],
    fineTuning: 'not here: how it was trained is not known',
  } satisfies ModelManifest)
  const thread = sketchThread(generatorOf(manifest, { generator: bytes }), await place(id))
  try {
    await thread.call('start', { candidates: 1, seed: 0, words: {}, from: undefined })
  } finally {
    thread.close()
  }
  const files = { 'generator.onnx': bytes, 'CARD.md': Buffer.from(cardOf(manifest)) }
  return { folder: await installModel(own(), manifest, files, { overwrite }), manifest }
}

function cardOf({ id, title, parameters, generation, outputs, licence, training }: ModelManifest): string {
  const { latent, condition } = generation!
  const [{ name, range, size }] = outputs as [ModelManifest['outputs'][number]]
  const sides = 'width' in size ? `${size.width}x${size.height}` : ''
  const asked = condition ? `${condition.name}: ${condition.words.map((word) => word.name).join(', ')}` : 'no'
  return `# ${id}

${title.en}. A generator from elsewhere: ${parameters.toLocaleString('en')} parameters, ${training.command}.

| | |
|---|---|
| latent | \`${latent.name}\` [${latent.shape.join(', ')}], ${latent.prior} |
| can be asked for classes | ${asked} |
| picture | \`${name}\` ${sides}, numbers from ${range[0]} to ${range[1]} |
| licence of the weights | ${licence.weights} |
| licence of the pictures it learned from | ${licence.data} |

How it was trained is not known.
`
}
