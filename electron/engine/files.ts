import { basename, join, parse } from 'node:path'
import type { EngineContract } from '../contract/engine.ts'
import { GanvasError } from '../contract/errors.ts'
import type { FileSource, FileTarget, Opened, Written } from '../contract/procedures/files.ts'
import type { Handlers } from '../contract/server.ts'
import { decodeFile } from '../imaging/codecs/decode.ts'
import { type Decoded, notice } from '../imaging/codecs/decoded.ts'
import { encodeFlat, hasTransparency } from '../imaging/codecs/encode.ts'
import { readWhole, writeAtomically } from './disk.ts'
import { listFolder } from './folders.ts'
import { workOf } from './progress.ts'
import { readSample } from './sample.ts'

type FileHandlers = Pick<
  Handlers<EngineContract>,
  'files.open' | 'files.sample' | 'files.export' | 'folders.list'
>

/** Opening, exporting and saving files. `assetsFolder` holds the sample document in `sample/`. */
export function createFileHandlers({ assetsFolder }: { assetsFolder: string }): FileHandlers {
  return {
    'files.open': async ({ source }, context) => {
      const { bytes, name } = await readSource(source, context.signal)
      return opened(await decodeFile(bytes, name, workOf(context)), name)
    },
    'files.sample': async () => ({
      kind: 'document',
      notices: [],
      ...(await readSample(join(assetsFolder, 'sample'))),
    }),
    'files.export': async ({ composite, options, target }, { signal }) => {
      const { format } = options
      if (format === 'psd') throw new GanvasError('unsupported', 'Layers cannot be exported yet.')
      const bytes = await encodeFlat(composite, { ...options, format })
      const flattened = format === 'jpeg' && hasTransparency(composite)
      const notices = flattened ? [notice('alpha-flattened', { matte: options.matte })] : []
      return { ...(await writeTarget([bytes], target, signal)), notices }
    },
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
  return { ...decoded, name: parse(fileName).name.slice(0, 200) }
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
