import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { tagAt, viewOf } from './container.ts'
import { fontFolders } from './fontFolders.ts'
import { NAME, nameOf, readNames } from './names.ts'

/** A font that the system has, or one of those in a collection. */
export interface InstalledFont {
  path: string
  /** Within a collection, from 0. */
  index: number
  family: string
  style: string
  /** The family's names in other languages. */
  alsoCalled: readonly string[]
}

/**
 * The fonts in these folders, by family and style. Of each file only its head and its names are read. Files that are no fonts
 * or are damaged are left out, as are folders that cannot be read.
 */
export async function installedFonts(folders: readonly string[] = fontFolders()): Promise<InstalledFont[]> {
  const found: InstalledFont[] = []
  for (const folder of new Set(folders)) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (entry.isDirectory() || !/\.(ttf|otf|ttc|otc)$/i.test(entry.name)) continue
      found.push(...(await fontsOf(join(entry.parentPath, entry.name))))
    }
  }
  const key = ({ family, style, path, index }: InstalledFont) => `${family}\0${style}\0${path}\0${index}`
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** The fonts of a file; none where it cannot be read. */
async function fontsOf(path: string): Promise<InstalledFont[]> {
  const file = await open(path).catch(() => null)
  if (!file) return []
  try {
    const head = await part(file, 0, 12)
    const collection = tagAt(head, 0) === 'ttcf'
    const count = collection ? Math.min(viewOf(head).getUint32(8), 256) : 1
    const starts = collection ? viewOf(await part(file, 12, 4 * count)) : null
    const fonts: InstalledFont[] = []
    for (let index = 0; index < count; index++) {
      const font = await named(file, starts ? starts.getUint32(4 * index) : 0)
      if (font) fonts.push({ path, index, ...font })
    }
    return fonts
  } catch {
    return []
  } finally {
    await file.close()
  }
}

async function named(file: FileHandle, start: number) {
  const count = viewOf(await part(file, start + 4, 2)).getUint16(0)
  const directory = await part(file, start + 12, 16 * count)
  const at = Array.from({ length: count }, (_, k) => 16 * k).find((k) => tagAt(directory, k) === 'name')
  if (at === undefined) return null
  const view = viewOf(directory)
  const names = readNames(await part(file, view.getUint32(at + 8), view.getUint32(at + 12)))
  const family = nameOf(names, NAME.typographicFamily) ?? nameOf(names, NAME.family)
  if (!family) return null
  const families = names.filter(({ id }) => id === NAME.family || id === NAME.typographicFamily)
  return {
    family,
    style: nameOf(names, NAME.typographicStyle) ?? nameOf(names, NAME.style) ?? 'Regular',
    alsoCalled: [...new Set(families.map(({ value }) => value))].filter((value) => value !== family),
  }
}

/** @throws RangeError where the file ends before */
async function part(file: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const { size } = await file.stat()
  if (from + length > size) throw new RangeError('cut short')
  const bytes = new Uint8Array(length)
  await file.read(bytes, 0, length, from)
  return bytes
}
