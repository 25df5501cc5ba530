import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ModelManifest } from '../../electron/contract/model/manifest.ts'
import { type ModelFacts, trainedModel } from '../../electron/engine/models/trainedModel.ts'
import { checkpointFile, decodeCheckpoint } from '../../electron/train/run/checkpoint.ts'
import { readForeign } from '../../electron/train/run/foreign.ts'

/**
 * Writes the networks of a run and their manifest into the folder of a model, which names it, and says how large they are.
 *
 * @param about what the run itself does not know, as the manifest has it
 */
export async function bundleRun(run: string, about: Omit<ModelFacts, 'id'>, folder: string): Promise<void> {
  const out = resolve(folder)
  const path = join(resolve(run), checkpointFile)
  const checkpoint = decodeCheckpoint(readFileSync(path), path)
  const facts = { ...about, id: out.split(/[\\/]/).at(-1)! }
  const foreign = await readForeign(resolve(run), { read: (file) => readFile(file).catch(() => null) })
  const { files, ...made } = trainedModel(checkpoint, path, facts, foreign)
  const manifest = ModelManifest.parse(made.manifest)
  mkdirSync(out, { recursive: true })
  for (const { name, data } of files) writeFileSync(join(out, name), data)
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  const { parameters, training } = manifest
  const bytes = manifest.files.map((file) => file.bytes)
  console.log(JSON.stringify({ out, bytes, parameters, step: training.steps }))
}
