import { basename, join, parse } from 'node:path'
import type { EngineContract } from '../../contract/engine.ts'
import { defect } from '../../contract/errors.ts'
import type { FileSource, FileTarget, Written } from '../../contract/fileEnds.ts'
import type { Notice, Opened } from '../../contract/procedures/files.ts'
import type { Handlers } from '../../contract/server.ts'
import { decodeFile } from '../../imaging/codecs/decode.ts'
import { type CodecOptions, type Decoded, notice } from '../../imaging/codecs/decoded.ts'
import { encodeFlat, hasTransparency } from '../../imaging/codecs/encode.ts'
import { decodeMask } from '../../imaging/codecs/mask.ts'
import { encodePsd } from '../../imaging/codecs/psd/write.ts'
import { sniff } from '../../imaging/codecs/sniff.ts'
import { readWhole, writeAtomically } from '../disk.ts'
import { listFolder } from '../files/folders.ts'
import { readSample } from '../files/sample.ts'
import { codecOptionsOf } from '../progress.ts'
import { unpackProject } from '../project/open.ts'
import { packProject } from '../project/save.ts'
import { checkTree } from '../project/tree.ts'

type FileHandlers = Pick<
  Handlers<EngineContract>,
  'files.open' | 'files.openMask' | 'files.sample' | 'files.export' | 'project.save' | 'folders.list'
>

/** Opening, exporting and saving files. `assetsFolder` holds the sample document in `sample/`. */
export function createFileHandlers({ assetsFolder }: { assetsFolder: string }): FileHandlers {
  return {
    'files.open': async ({ source }, context) => {
      const { bytes, name, path } = await readSource(source, context.signal)
      const work = codecOptionsOf(context)
      if (sniff(bytes) !== 'zip') return opened(await decodeFile(bytes, name, work), name)
      return { ...(await unpackProject(bytes, name, work)), ...(path !== undefined && { projectPath: path }) }
    },
    'files.openMask': async ({ source }, { signal }) => {
      const { bytes, name } = await readSource(source, signal)
      return decodeMask(bytes, name)
    },
    'files.sample': async () => ({
      kind: 'document',
      notices: [],
      ...(await readSample(join(assetsFolder, 'sample'))),
    }),
    'files.export': async ({ target, ...input }, context) => {
      const { parts, notices } = await encode(input, codecOptionsOf(context))
      return { ...(await writeTarget(parts, target, context.signal)), notices }
    },
    'project.save': async ({ document, rasters, composite, target }, context) =>
      writeTarget(
        [await packProject(document, rasters, composite, codecOptionsOf(context))],
        target,
        context.signal,
      ),
    'folders.list': ({ path }) => listFolder(path),
  }
}

/** The bytes of a source, and the file name that errors and titles use. */
async function readSource(
  source: FileSource,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; name: string; path?: string }> {
  if ('bytes' in source) return source
  return { bytes: await readWhole(source.path, signal), name: basename(source.path), path: source.path }
}

function opened(decoded: Decoded, fileName: string): Opened {
  if (decoded.kind === 'document') return decoded
  const { exif, ...picture } = decoded
  return {
    ...picture,
    name: parse(fileName).name.slice(0, 200),
    ...(exif && { exif: Buffer.from(exif).toString('base64') }),
  }
}

async function encode(
  { composite, layered, options, size, exif }: Omit<Parameters<FileHandlers['files.export']>[0], 'target'>,
  work: CodecOptions,
): Promise<{ parts: Uint8Array[]; notices: Notice[] }> {
  const { format, matte } = options
  if (format === 'psd') {
    if (!layered) throw defect('invalid-input', 'A PSD export needs the layers of the document.')
    checkTree(layered.document, layered.document.name)
    return encodePsd(layered, composite, work)
  }
  const block = exif === undefined ? undefined : new Uint8Array(Buffer.from(exif, 'base64'))
  const parts = [await encodeFlat(composite, { ...options, format }, size, block)]
  const flattened = format === 'jpeg' && hasTransparency(composite)
  return { parts, notices: flattened ? [notice('alpha-flattened', { matte })] : [] }
}

/** Writes the parts of a file, one after the other, to the disk or into the answer. */
async function writeTarget(parts: Uint8Array[], target: FileTarget, signal: AbortSignal): Promise<Written> {
  signal.throwIfAborted()
  if ('path' in target) {
    const size = await writeAtomically(target.path, parts, { overwrite: target.overwrite, signal })
    return { path: target.path, size }
  }
  const bytes = parts.length === 1 ? parts[0]! : new Uint8Array(Buffer.concat(parts))
  return { bytes, size: bytes.length }
}
