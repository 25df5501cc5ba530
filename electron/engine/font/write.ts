import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { GanvasError } from '../../contract/errors.ts'
import type { FileTarget, Written } from '../../contract/fileEnds.ts'
import { text } from '../../contract/text.ts'
import type { FontFormat, FontNaming, FontShape } from '../../contract/tools/font.ts'
import type { NameRecord } from '../../tools/font/file/names.ts'
import { licenceFrom } from '../../tools/font/make/licence.ts'
import type { DesignedGlyph, FontDesign } from '../../tools/font/write/design.ts'
import { namingOf, weightOf } from '../../tools/font/write/naming.ts'
import { writeUfo } from '../../tools/font/write/ufo/writeUfo.ts'
import { writeAtomically } from '../disk.ts'
import { writeFolder } from '../writeFolder.ts'
import type { FontPool } from './pool.ts'

/** @throws GanvasError `exists` before any work where a file is there and may not be replaced */
export async function checkTarget(target: FileTarget, format: FontFormat): Promise<void> {
  if ('bytes' in target) return
  const { path, overwrite } = target
  const there = await stat(path).catch(() => null)
  if (there && !overwrite) throw alreadyThere(path)
  const replaceable = !there?.isDirectory() || (await stat(join(path, 'metainfo.plist')).catch(() => null))
  if (format === 'ufo' && !replaceable) throw new GanvasError('exists', text('fonts.noUfo', { path }))
}

const alreadyThere = (path: string) => new GanvasError('exists', text('files.exists', { path }))

/**
 * A font without glyphs yet, with the licence that follows from its source's.
 *
 * @throws GanvasError `invalid-input` for what cannot be a name
 */
export function emptyDesign(
  { holder, style: given, ...names }: FontNaming,
  { slant }: FontShape,
  source: readonly NameRecord[],
): FontDesign {
  const created = new Date()
  const style = given ?? (slant === 0 ? 'Regular' : 'Italic')
  const own = { year: created.getFullYear(), ...(holder !== undefined && { holder }) }
  const { copyright, license, licenseUrl } = licenceFrom(source, own)
  const design: FontDesign = {
    names: { ...names, style, copyright, license, licenseUrl },
    weight: weightOf(style),
    slant,
    created,
    glyphs: [],
    kerning: [],
  }
  namingOf(design)
  return design
}

/** The design with its glyphs, and the source's kerns between them. */
export async function withGlyphs(
  design: FontDesign,
  glyphs: readonly DesignedGlyph[],
  pool: FontPool,
  { width }: FontShape,
  signal: AbortSignal,
): Promise<FontDesign> {
  const characters = glyphs.map(({ character }) => character)
  const kerns = await pool.first.call('kern', { characters }, { signal })
  return { ...design, glyphs, kerning: kerns.map((kern) => ({ ...kern, value: kern.value * width })) }
}

/** Writes a font whole or not at all; UFO as a folder, or packed in a ZIP file for whoever takes bytes. */
export async function writeDesign(
  design: FontDesign,
  format: FontFormat,
  target: FileTarget,
  pool: FontPool,
  signal: AbortSignal,
): Promise<Written> {
  if (format === 'ufo') return writeUfoTo(design, target, signal)
  const bytes = await pool.first.call('write', { design, format }, { signal })
  if ('bytes' in target) return { bytes, size: bytes.length }
  const { path, overwrite } = target
  return { path, size: await writeAtomically(path, [bytes], { overwrite, signal }) }
}

async function writeUfoTo(design: FontDesign, target: FileTarget, signal: AbortSignal): Promise<Written> {
  const files = [...writeUfo(design)].map(([name, content]) => [name, Buffer.from(content)] as const)
  if ('bytes' in target) {
    const bytes = zipSync(Object.fromEntries(files.map(([name, content]) => [`font.ufo/${name}`, content])))
    return { bytes, size: bytes.length }
  }
  const { path, overwrite } = target
  await writeFolder(path, files, { overwrite, signal, exists: () => alreadyThere(path) })
  return { path, size: files.reduce((sum, [, { length }]) => sum + length, 0) }
}
