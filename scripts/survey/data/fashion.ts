import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { surveyCache } from './cache.ts'

/*
 * Fashion-MNIST (MIT), 70,000 garments of ten classes in 28 x 28 greys, as the Debian package dataset-fashion-mnist has it. The
 * package is fetched and unpacked once, not installed, and nothing of it is part of Ganvas.
 */

const PACKAGE = 'dataset-fashion-mnist'
const SIDE = 28

/** Names of the classes by their numbers. */
export const garments = [
  'T-shirt',
  'trouser',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'boot',
]

/** Those that a small network tells apart nearly always: trouser, dress, bag, boot. */
export const DISTINCT = [1, 3, 8, 9]

/** Greys in [-1, 1], the ground -1, and their classes. */
export interface Greys {
  side: number
  pictures: readonly Float32Array[]
  labels: readonly number[]
}

/**
 * Those of some classes, in the order of the package, the classes counted anew in the order that is given.
 *
 * @param side 16, halved with a margin of 1, or 32, with a margin of 2
 */
export function fashion(
  part: 'train' | 't10k',
  side: 16 | 32,
  classes: readonly number[] = garments.map((_, k) => k),
): Greys {
  const [images, labels] = ['images-idx3', 'labels-idx1'].map((kind) => idxOf(`${part}-${kind}-ubyte.gz`))
  const pictures: Float32Array[] = []
  const found: number[] = []
  for (const [index, label] of labels!.subarray(8).entries()) {
    const kind = classes.indexOf(label)
    if (kind < 0) continue
    const from = 16 + index * SIDE ** 2
    pictures.push(framed(images!.subarray(from, from + SIDE ** 2), side))
    found.push(kind)
  }
  return { side, pictures, labels: found }
}

function framed(greys: Uint8Array, side: 16 | 32): Float32Array {
  const step = side === 16 ? 2 : 1
  const [inner, margin] = [SIDE / step, (side - SIDE / step) / 2]
  const picture = new Float32Array(side * side).fill(-1)
  for (let y = 0; y < inner; y++)
    for (let x = 0; x < inner; x++) {
      let sum = 0
      for (let v = 0; v < step; v++)
        for (let u = 0; u < step; u++) sum += greys[(step * y + v) * SIDE + step * x + u]!
      picture[(y + margin) * side + x + margin] = sum / step ** 2 / 127.5 - 1
    }
  return picture
}

function idxOf(name: string): Uint8Array {
  const cache = join(surveyCache(), 'fashion')
  if (!existsSync(cache)) fetchInto(cache)
  const path = readdirSync(cache, { recursive: true, encoding: 'utf8' }).find((each) => each.endsWith(name))
  if (path === undefined) throw new Error(`${cache} holds no ${name}. Remove the folder, and run this again.`)
  return gunzipSync(readFileSync(join(cache, path)))
}

function fetchInto(cache: string): void {
  const folder = surveyCache()
  mkdirSync(folder, { recursive: true })
  const packages = () =>
    readdirSync(folder).filter((name) => name.startsWith(PACKAGE) && name.endsWith('.deb'))
  try {
    if (packages().length === 0)
      execFileSync('apt-get', ['download', PACKAGE], { cwd: folder, stdio: 'pipe' })
    execFileSync('dpkg-deb', ['-x', join(folder, packages()[0]!), cache], { stdio: 'pipe' })
  } catch (cause) {
    throw new Error(
      `The Debian package ${PACKAGE} could not be fetched. Put its .deb into ${folder}, or run this on Debian.`,
      { cause },
    )
  }
}
