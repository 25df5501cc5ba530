import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { diskError } from '../../contract/diskError.ts'
import { readWhole } from '../disk.ts'

/**
 * Reads a font file whole. UFO is a folder: what of it says glyphs comes packed, as `openFont` takes it.
 *
 * @throws GanvasError as `readWhole` does
 */
export async function readFont(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  if (!(await isUfo(path))) return readWhole(path, signal)
  const names = await readdir(path, { recursive: true }).catch((error) => {
    throw diskError('read', path, error)
  })
  const files: Record<string, Uint8Array> = {}
  for (const name of names)
    if (/\.(plist|glif)$/.test(name))
      files[name.replaceAll('\\', '/')] = await readWhole(join(path, name), signal)
  return zipSync(files, { level: 0 })
}

/** Whether a path is that of a UFO folder. */
export const isUfo = async (path: string): Promise<boolean> =>
  (await stat(join(path, 'metainfo.plist')).catch(() => null)) !== null
