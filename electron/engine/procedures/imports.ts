import { createHash, randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { FileSource } from '../../contract/fileEnds.ts'
import { MANIFEST_VERSION, type ModelManifest } from '../../contract/model/manifest.ts'
import type { Translation } from '../../contract/model/translation.ts'
import type { Pixels } from '../../contract/pixels.ts'
import type { ImportInput, ImportReport, ImportSettings } from '../../contract/procedures/imports.ts'
import type { Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import type { BakedNetwork } from '../../tools/import/bake.ts'
import type { Foreign } from '../../train/run/foreign.ts'
import type { ImportKind } from '../compute/importMessages.ts'
import { startImportThread } from '../compute/importThread.ts'
import { readWhole } from '../disk.ts'
import { readSample } from '../files/sample.ts'
import type { ModelFolders } from '../models/folders.ts'
import { importCard } from '../models/importCard.ts'
import { foreignTraining } from '../models/imported.ts'
import { installModel } from '../models/install.ts'
import type { ChoosePlace } from '../sessions/place.ts'
import type { Thread } from '../threads/thread.ts'

type ImportHandlers = Pick<
  Handlers<EngineContract>,
  'models.inspect' | 'models.tryOut' | 'models.import' | 'models.closeImport'
>

/** What is being imported: the thread holds the file's bytes, just as they were looked at. */
interface Session {
  thread: Thread<ImportKind>
  report: ImportReport
}

export interface ImportOptions {
  /** Holds the sample document, whose largest picture is what a network is tried out on. */
  assetsFolder: string
  folders: Pick<ModelFolders, 'bundled' | 'own'>
  place: ChoosePlace
}

/** Looking at networks from elsewhere, trying them out and installing them. One at a time is held. */
export function createImportHandlers({ assetsFolder, folders, place }: ImportOptions): ImportHandlers {
  let current: Session | null = null
  let sample: Pixels | null = null

  return {
    async 'models.inspect'({ source, layout }) {
      const looked = await inspect({ source, layout }, place, samplePicture)
      void current?.thread.end()
      current = looked
      return looked.report
    },

    async 'models.tryOut'({ session, settings, picture, seed }, { signal }) {
      const { thread } = held(session)
      const shown = picture ?? (await samplePicture())
      const began = performance.now()
      const result = await thread.call('tryOut', { picture: shown, settings, seed }, { signal })
      const seconds = (performance.now() - began) / 1000
      const comparison = await thread.call('compare', { settings }, { signal })
      return { ...result, seconds, comparison }
    },

    async 'models.import'(input) {
      const { thread, report } = held(input.session)
      if (await isFolder(join(folders.bundled, input.id)))
        throw new GanvasError('exists', text('imports.bundled', { model: input.id }), { model: input.id })
      const { settings } = input
      const comparison = await thread.call('compare', { settings })
      if (comparison.outcome === 'differs') throw new GanvasError('unsupported', comparison.said)
      const baked = await thread.call('bake', { settings })
      const manifest = manifestOf(input, report, baked)
      const card = Buffer.from(importCard(manifest, report, settings, comparison))
      const files = { 'generator.onnx': baked.model, 'CARD.md': card }
      const { overwrite } = input
      const folder = await installModel(folders.own(), manifest, files, { overwrite })
      return { folder, manifest, comparison }
    },

    'models.closeImport'({ session }) {
      if (current?.report.session === session) {
        void current.thread.end()
        current = null
      }
      return {}
    },
  }

  function held(session: string): Session {
    if (current?.report.session !== session)
      throw new GanvasError('not-found', text('imports.closed'), { session })
    return current
  }

  async function samplePicture(): Promise<Pixels> {
    sample ??= await largestOf(assetsFolder)
    return sample
  }
}

/** The largest picture of the sample document. */
async function largestOf(assetsFolder: string): Promise<Pixels> {
  const { rasters } = await readSample(join(assetsFolder, 'sample'))
  const area = ({ width, height }: Pixels) => width * height
  return Object.values(rasters).reduce((largest, each) => (area(each) > area(largest) ? each : largest))
}

/** Looks at a network in a thread of its own, which is left open. */
async function inspect(
  { source, layout }: { source: FileSource; layout?: ImportSettings['layout'] | undefined },
  place: ChoosePlace,
  sample: () => Promise<Pixels>,
): Promise<Session> {
  const { bytes, name, folder } = await readSource(source)
  const facts = { session: randomUUID(), name, bytes: bytes.length, sha256: sha256Of(bytes) }
  const thread = startImportThread({ bytes, name, folder, place: await place(name) })
  try {
    const { unbounded, ...found } = await thread.call('inspect', { layout })
    const { proposal, reasons } = found
    const range = unbounded
      ? await thread.call('measure', { proposal, reasons, sample: await sample() })
      : null
    return { thread, report: { ...facts, ...found, ...range } }
  } catch (thrown) {
    void thread.end()
    throw thrown
  }
}

/** A network in a file with the settings that are proposed for it, as if it had been installed. */
export async function proposedImport(
  path: string,
  assetsFolder: string,
  place: ChoosePlace,
): Promise<Foreign> {
  const { thread, report } = await inspect({ source: { path } }, place, () => largestOf(assetsFolder))
  try {
    const { proposal } = report
    const baked = await thread.call('bake', { settings: proposal })
    const title = { en: report.name, 'zh-CN': report.name }
    const translation = translationOf(proposal, title, baked.noise)
    return { model: baked.model, translation, input: baked.input, output: baked.output }
  } finally {
    void thread.end()
  }
}

async function readSource(
  source: FileSource,
): Promise<{ bytes: Uint8Array; name: string; folder: string | null }> {
  if ('bytes' in source) return { ...source, folder: null }
  return {
    bytes: await readWhole(source.path),
    name: basename(source.path),
    folder: dirname(resolve(source.path)),
  }
}

function translationOf(
  { kind, side, draws }: ImportSettings,
  title: ModelManifest['title'],
  noise: BakedNetwork['noise'],
): Translation {
  const translations: Record<Translation['kind'], Translation> = {
    color: { kind: 'color', side },
    style: { kind: 'style', side, directions: { forward: title } },
    drawing: { kind: 'drawing', side, draws, noise },
  }
  return translations[kind]
}

function manifestOf(
  { id, title, licence, settings }: ImportInput,
  { name, sha256 }: ImportReport,
  { model, input, output, noise, parameters }: BakedNetwork,
): ModelManifest {
  return {
    version: MANIFEST_VERSION,
    id,
    title,
    task: 'translate',
    translation: translationOf(settings, title, noise),
    files: [
      {
        name: 'generator.onnx',
        role: 'generator',
        bytes: model.length,
        sha256: sha256Of(model),
        precision: 'single',
      },
    ],
    inputs: [input],
    outputs: [output],
    parameters,
    licence,
    training: foreignTraining(name, sha256),
    figures: [],
    fineTuning: `in the Lab, or by ganvas train pix2pix --data DIR --out RUN --from ${id}; cyclegan without pairs`,
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const isFolder = (path: string) =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
