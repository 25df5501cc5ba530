import { unzipSync } from 'fflate'
import { GanvasError } from '../../../../contract/errors.ts'
import { text } from '../../../../contract/text.ts'
import { writeOpenType } from '../../write/writeFont.ts'
import { damagedFont, tablesOf, viewOf } from '../container.ts'
import { readUfo } from './readUfo.ts'

/** Bytes of an unpacked UFO above which it is refused. */
const MAX_UNPACKED = 1024 * 2 ** 20

/** Whether bytes are a ZIP file, as a packed UFO (.ufoz, .ufo.zip) is. */
export const isPacked = (bytes: Uint8Array): boolean =>
  bytes.length > 4 && viewOf(bytes).getUint32(0) === 0x504b0304

/**
 * A packed UFO as OpenType, by which it is opened as any other font: contours as they were drawn, on a grid of 1000.
 *
 * @throws unreadable-file for what is no UFO or is damaged, too-large for one that unpacks to too much
 */
export function unpackUfo(bytes: Uint8Array, name: string): Uint8Array {
  let total = 0
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, {
      filter({ name: path, originalSize }) {
        if (!/\.(plist|glif)$/.test(path)) return false
        total += originalSize
        if (total > MAX_UNPACKED)
          throw new GanvasError('too-large', text('fonts.tooLarge', { name, limit: MAX_UNPACKED / 2 ** 20 }))
        return true
      },
    })
  } catch (cause) {
    throw cause instanceof GanvasError ? cause : damagedFont(name, cause)
  }
  const root = Object.keys(files)
    .filter((path) => /(^|\/)metainfo\.plist$/.test(path) && !path.startsWith('__MACOSX/'))
    .sort((a, b) => a.length - b.length)[0]
    ?.replace(/metainfo\.plist$/, '')
  if (root === undefined) throw new GanvasError('unreadable-file', text('fonts.notAFont', { name }))
  const decoder = new TextDecoder()
  const { design, fsType } = readUfo((path) => {
    const file = files[root + path]
    return file && decoder.decode(file)
  }, name)
  if (design.glyphs.length === 0)
    throw new GanvasError('unreadable-file', text('fonts.noCharacterMap', { name }))
  const font = writeOpenType(design, { asDrawn: true })
  const os2 = tablesOf(font, 0, name).get('OS/2')!
  viewOf(font).setUint16(os2.offset + 8, fsType)
  return font
}
