import { writeFile } from 'node:fs/promises'
import sharp from 'sharp'

/** What a pixel is: red, green, blue and, where it is not opaque, alpha; each 0 to 255. */
export type Paint = (x: number, y: number) => readonly number[]

/** A picture of one colour. */
export const plain =
  (...color: number[]): Paint =>
  () =>
    color

/** Every pixel a colour of its own, without edges that a lossy format would smear. */
export const ramps =
  (width: number, height: number): Paint =>
  (x, y) => [Math.round((x * 255) / (width - 1)), Math.round((y * 255) / (height - 1)), 128]

/** Writes a picture in the format that the path's extension names: what sharp writes, and BMP. */
export async function writePicture(path: string, width: number, height: number, paint: Paint): Promise<void> {
  const data = rgba(width, height, paint)
  if (path.endsWith('.bmp')) return writeFile(path, bmp(width, height, data))
  const picture = sharp(data, { raw: { width, height, channels: 4 } })
  if (path.endsWith('.jpg')) await picture.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toFile(path)
  else if (path.endsWith('.webp')) await picture.webp({ lossless: true }).toFile(path)
  else if (path.endsWith('.avif'))
    await picture.avif({ quality: 90, chromaSubsampling: '4:4:4' }).toFile(path)
  else if (path.endsWith('.tif')) await picture.tiff({ compression: 'lzw' }).toFile(path)
  else await picture.toFile(path)
}

/** Writes a picture of 12 megapixels, smooth, as JPEG. */
export async function writeLarge(path: string): Promise<void> {
  const small = sharp(rgba(40, 30, ramps(40, 30)), { raw: { width: 40, height: 30, channels: 4 } })
  await small.resize(4000, 3000).jpeg().toFile(path)
}

/** The pixels of a picture, row by row, four bytes each. */
export function rgba(width: number, height: number, paint: Paint): Uint8Array<ArrayBuffer> {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 4) data.set([...paint(x, y), 255].slice(0, 4), i)
  return data
}

/** 24 bits a pixel, bottom row first. */
function bmp(width: number, height: number, data: Uint8Array): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4
  const file = Buffer.alloc(54 + stride * height)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      file.set([data[from + 2]!, data[from + 1]!, data[from]!], 54 + (height - 1 - y) * stride + x * 3)
    }
  return file
}

/** A picture file's pixels, decoded by sharp to four bytes each. */
export async function readPicture(path: string) {
  const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    data,
    at: (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)],
  }
}
