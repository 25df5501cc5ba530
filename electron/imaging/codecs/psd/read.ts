import { initializeCanvas, type Psd, readPsd } from 'ag-psd'
import { GanvasError } from '../../../contract/errors.ts'
import type { Pixels } from '../../../contract/pixels.ts'
import type { Notice } from '../../../contract/procedures/files.ts'
import { text } from '../../../contract/text.ts'
import { type CodecOptions, type Decoded, type DecodedPicture, damaged, notice } from '../decoded.ts'
import { isWiderThanSrgb, profileName } from '../icc.ts'
import { checkSize } from '../limits.ts'
import { inSrgb } from '../profile.ts'
import { decodeComposite } from './composite.ts'
import { PsdLayers } from './layers.ts'
import {
  CMYK,
  findResource,
  GRAYSCALE,
  hasLayers,
  hasMergedPicture,
  ICC_RESOURCE,
  type PsdHeader,
  RGB,
  readHeader,
} from './sections.ts'

// ag-psd asks for a canvas even where it only needs memory.
initializeCanvas(
  () => {
    throw new Error('PSD files are read without a canvas')
  },
  (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as ImageData,
)

/**
 * Decodes a PSD or PSB file: its layers as a document, or its merged picture when it has none or is CMYK, in which
 * layers do not blend as they do in RGB. Declared sizes are checked before any pixels are decoded.
 * @throws GanvasError `unreadable-file`, `unsupported`, `too-large`
 */
export async function decodePsd(bytes: Uint8Array, name: string, work: CodecOptions = {}): Promise<Decoded> {
  const header = readHeader(bytes, name)
  checkSize(name, header.width, header.height)
  try {
    if (header.mode === CMYK) return await decodeMerged(bytes, header)
    const profile = wideProfile(bytes, header)
    const layers = new PsdLayers(parse(bytes), header, name, profile, work)
    if (layers.total === 0) return await decodeMerged(bytes, header)
    const { document, rasters, notices } = await layers.decode()
    const merged = layers.notes.isIncomplete ? await mergedOrNothing(bytes, header) : undefined
    const told = [...notices, ...colorNotices(header, profile)]
    return { kind: 'document', document, rasters, notices: told, ...(merged && { merged }) }
  } catch (error) {
    if (error instanceof GanvasError || (error as Error).name === 'AbortError') throw error
    throw damaged(name, 'PSD', error)
  }
}

/**
 * Decodes the merged picture of a PSD or PSB file, whatever layers it has.
 * @throws GanvasError as {@link decodePsd}; `unsupported` for a file that was saved without one
 */
export async function decodeMergedPsd(bytes: Uint8Array, name: string): Promise<DecodedPicture> {
  const header = readHeader(bytes, name)
  checkSize(name, header.width, header.height)
  if (!hasMergedPicture(bytes)) throw new GanvasError('unsupported', text('files.psdNotMerged', { name }))
  try {
    return await decodeMerged(bytes, header)
  } catch (error) {
    throw damaged(name, 'PSD', error)
  }
}

/** The merged picture, where the file has one that shows something: other programs write a blank. */
async function mergedOrNothing(bytes: Uint8Array, header: PsdHeader): Promise<Pixels | undefined> {
  if (!hasMergedPicture(bytes)) return undefined
  const { pixels } = await decodeMerged(bytes, header)
  const isBlank = pixels.data.every((value, i) => value === pixels.data[i & 3])
  return isBlank ? undefined : pixels
}

async function decodeMerged(bytes: Uint8Array, header: PsdHeader): Promise<DecodedPicture> {
  const profile = wideProfile(bytes, header)
  const merged = await decodeComposite(bytes, header)
  const pixels = await inSrgb(merged, profile)
  const notices = colorNotices(header, profile)
  if (header.mode === CMYK && hasLayers(bytes, header))
    notices.push(notice('psd-feature-flattened', { feature: 'layers', layers: '' }))
  return { kind: 'picture', pixels, notices }
}

/** The profile to convert from; undefined for sRGB, and for colors that have been converted already. */
function wideProfile(bytes: Uint8Array, header: PsdHeader): Uint8Array | undefined {
  const tagged = header.mode === RGB || header.mode === GRAYSCALE
  const profile = tagged ? findResource(bytes, ICC_RESOURCE) : undefined
  return profile && /srgb/i.test(profileName(profile)) ? undefined : profile
}

function colorNotices({ mode, depth }: PsdHeader, profile: Uint8Array | undefined): Notice[] {
  const notices: Notice[] = []
  if (mode === CMYK) notices.push(notice('cmyk-converted'))
  if (profile && isWiderThanSrgb(profile))
    notices.push(notice('wide-gamut-reduced', { profile: profileName(profile) }))
  if (depth > 8) notices.push(notice('sixteen-bit-reduced', { bits: `${depth}` }))
  return notices
}

/** The structure without any pixels. Data that lies beyond the end of the file is an error, not zeros. */
function parse(bytes: Uint8Array): Psd {
  // ag-psd looks at the whole buffer behind a view.
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
  return readPsd(whole, {
    useRawData: true,
    useImageData: true,
    skipThumbnail: true,
    skipLinkedFilesData: true,
    // In its strict mode it would also refuse harmless oddities of other programs.
    debug: true,
    log: (message: unknown) => {
      if (message === 'Reading bytes exceeding buffer length') throw new RangeError('it is cut short')
    },
  })
}
