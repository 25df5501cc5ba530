/**
 * How the names of picture files end, in lower case without the dot. A file's content decides how it is opened: names
 * only tell which files of a folder are meant. HEIC is among them so that it is refused by name.
 */
export const pictureExtensions: readonly string[] =
  'png jpg jpeg jpe jfif webp avif tif tiff gif bmp dib svg svgz psd psb heic heif'.split(' ')

/** Whether a file of a folder of pictures is one of them. */
export function isPictureName(name: string): boolean {
  const dot = name.lastIndexOf('.')
  return dot >= 0 && pictureExtensions.includes(name.slice(dot + 1).toLowerCase())
}
