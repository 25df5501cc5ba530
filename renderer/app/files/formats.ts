import { formatExtensions } from '../../../electron/contract/exportOptions.ts'
import { t } from '../../i18n/index.ts'

export const pictureExtensions = 'png jpg jpeg jpe jfif webp avif tif tiff gif bmp dib svg svgz'.split(' ')
export const documentExtensions = ['ganvas', 'psd', 'psb']
export const projectExtension = 'ganvas'

/** Lower case, without the dot; empty when there is none. */
export function extensionOf(name: string): string {
  return name.match(/\.([^./\\]+)$/)?.[1]?.toLowerCase() ?? ''
}

/** `holiday` from `/photos/holiday.jpg`. */
export function baseName(path: string): string {
  return fileName(path).replace(/\.[^.]+$/, '')
}

/** The last part of a path of any platform. */
export const fileName = (path: string): string => path.split(/[\\/]/).pop() ?? path

/** The folder part of a path; empty when there is none. */
export const folderOf = (path: string): string =>
  path.slice(0, Math.max(0, path.length - fileName(path).length - 1))

/** Endings of the formats that are written, those of one format together. */
const alike: readonly (readonly string[])[] = [...Object.values(formatExtensions), ['ganvas']]

/**
 * The name with `extension`. One of the same format stays as it was typed; one of another format that Ganvas writes gives
 * way, since the file would not be what it says. Of two of the same format the first counts: it was typed over the
 * selected name, before the ending that stood there.
 */
export function withExtension(name: string, extension: string): string {
  const typed = extensionOf(name)
  const wanted = alike.find((endings) => endings.includes(extension)) ?? []
  if (wanted.includes(typed))
    return wanted.includes(extensionOf(baseName(name))) ? withExtension(baseName(name), extension) : name
  const known = alike.some((endings) => endings.includes(typed))
  return `${known ? baseName(name) : name}.${extension}`
}

/** Characters that some file system refuses become a dash. */
export const safeFileName = (name: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what file systems refuse
  const safe = name.replace(/[<>:"/\\|?*\u0000-\u001f]/g, '-').replace(/[. ]+$/, '')
  return safe || 'untitled'
}

export const openFilters = () => [
  { name: t('app:files.allSupported'), extensions: [...documentExtensions, ...pictureExtensions] },
  { name: t('app:files.documents'), extensions: documentExtensions },
  { name: t('app:files.pictures'), extensions: pictureExtensions },
]
