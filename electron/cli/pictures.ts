import { extname, resolve } from 'node:path'
import type { Client } from '../contract/client.ts'
import type { EngineContract } from '../contract/engine.ts'
import { GanvasError } from '../contract/errors.ts'
import { ExportFormat, formatExtensions } from '../contract/exportOptions.ts'
import type { Pixels } from '../contract/pixels.ts'
import { inEnglish, type Text, text } from '../contract/text.ts'
import { UsageError } from './command.ts'

/** The formats of one flat picture, and the extensions that ask for them. */
const formats: ReadonlyMap<string, ExportFormat> = new Map(
  ExportFormat.exclude(['psd']).options.flatMap((format) =>
    formatExtensions[format].map((extension) => [`.${extension}`, format] as const),
  ),
)

/** The format that a name asks for. @throws UsageError for one that no picture is written in */
export function formatOf(path: string): ExportFormat {
  const format = formats.get(extname(path).toLowerCase())
  if (!format) throw new UsageError(`--out "${path}" must end in one of ${[...formats.keys()].join(' ')}`)
  return format
}

/**
 * Reads a picture.
 *
 * @param warn told of samples that are reduced
 * @throws GanvasError `unsupported` for a file with layers
 */
export async function openPicture(
  client: Client<EngineContract>,
  file: string,
  signal: AbortSignal,
  warn: (said: string) => void = () => {},
): Promise<Pixels> {
  const path = resolve(file)
  const opened = await client.call('files.open', { source: { path } }, { signal })
  for (const { code, values } of opened.notices)
    if (code === 'sixteen-bit-reduced')
      warn(inEnglish(text('batch.sixteenBits', { path, bits: values.bits ?? '' })))
  if (opened.kind === 'picture') return opened.pixels
  throw new GanvasError('unsupported', text('batch.layers', { path }))
}

/** Reads a mask of one channel, with what to know of how it was read. */
export function openMask(
  client: Client<EngineContract>,
  file: string,
  signal: AbortSignal,
): Promise<{ mask: Pixels; remarks: Text[] }> {
  return client.call('files.openMask', { source: { path: resolve(file) } }, { signal })
}
