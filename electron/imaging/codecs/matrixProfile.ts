/** Makes ICC profiles (ICC.1:2022) of colours that are told by chromaticities and a curve. */

/** CIE 1931 chromaticity. */
export type Xy = readonly [x: number, y: number]

export interface Chromaticities {
  white: Xy
  red: Xy
  green: Xy
  blue: Xy
}

/** A curve from samples to light, as ICC's parametric curves have it: a bare exponent, or that of sRGB. */
export type Curve = { gamma: number } | 'srgb'

type Vector = readonly [number, number, number]
type Matrix = readonly [Vector, Vector, Vector]

const D50: Vector = [0.9642, 1, 0.8249]
/** Bradford's cone responses, from XYZ (ICC.1:2022, annex E). */
const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
]
const HEADER_BYTES = 128

/** A profile of RGB, or of grey where `grey` is set: then only the curve counts. */
export function matrixProfile(
  name: string,
  chromaticities: Chromaticities,
  curve: Curve,
  grey: boolean,
): Uint8Array {
  const colorants = grey ? undefined : colorantsOf(chromaticities)
  const tags: [string, Buffer][] = [
    ['desc', textTag(name)],
    ['cprt', textTag('No copyright')],
    ['wtpt', xyzTag(D50)],
  ]
  if (colorants)
    for (const [i, letter] of ['r', 'g', 'b'].entries())
      tags.push([`${letter}XYZ`, xyzTag(colorants[i]!)], [`${letter}TRC`, curveTag(curve)])
  else tags.push(['kTRC', curveTag(curve)])
  return profileOf(grey ? 'GRAY' : 'RGB ', tags)
}

function profileOf(space: string, tags: readonly [string, Buffer][]): Uint8Array {
  const head = Buffer.alloc(HEADER_BYTES + 4 + 12 * tags.length)
  head.writeUInt32BE(0x04300000, 8)
  head.write(`mntr${space}XYZ `, 12, 'latin1')
  head.write('acsp', 36, 'latin1')
  xyzTag(D50).copy(head, 68, 8)
  head.writeUInt32BE(tags.length, HEADER_BYTES)
  let at = head.length
  for (const [i, [key, data]] of tags.entries()) {
    head.write(key, HEADER_BYTES + 4 + 12 * i, 'latin1')
    head.writeUInt32BE(at, HEADER_BYTES + 8 + 12 * i)
    head.writeUInt32BE(data.length, HEADER_BYTES + 12 + 12 * i)
    at += data.length
  }
  head.writeUInt32BE(at, 0)
  return new Uint8Array(Buffer.concat([head, ...tags.map(([, data]) => data)]))
}

/** The colours of full red, green and blue relative to D50, so that together they are white. */
function colorantsOf({ white, red, green, blue }: Chromaticities): Matrix {
  const primaries = [xyzOf(red), xyzOf(green), xyzOf(blue)] as const
  const shares = solve(transposed(primaries), xyzOf(white))
  const from = times(BRADFORD, xyzOf(white))
  const to = times(BRADFORD, D50)
  const adapted = primaries.map((xyz, i) => {
    const cones = times(BRADFORD, xyz.map((value) => value * shares[i]!) as unknown as Vector)
    return solve(BRADFORD, cones.map((value, k) => (value * to[k]!) / from[k]!) as unknown as Vector)
  })
  return adapted as unknown as Matrix
}

const xyzOf = ([x, y]: Xy): Vector => [x / y, 1, (1 - x - y) / y]

const times = (m: Matrix, v: Vector): Vector =>
  m.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Vector

const transposed = (m: Matrix): Matrix => [0, 1, 2].map((i) => m.map((row) => row[i])) as unknown as Matrix

const determinant = ([a, b, c]: Matrix) =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])

/** x of m x = v, by Cramer's rule. */
function solve(m: Matrix, v: Vector): Vector {
  const whole = determinant(m)
  return [0, 1, 2].map(
    (column) =>
      determinant(
        m.map((row, i) => row.map((value, k) => (k === column ? v[i] : value))) as unknown as Matrix,
      ) / whole,
  ) as unknown as Vector
}

function fixed(values: readonly number[], type: string, before: number[] = []): Buffer {
  const data = Buffer.alloc(8 + before.length + 4 * values.length)
  data.write(type, 'latin1')
  data.set(before, 8)
  for (const [i, value] of values.entries())
    data.writeInt32BE(Math.round(value * 65536), 8 + before.length + 4 * i)
  return data
}

const xyzTag = (xyz: Vector) => fixed(xyz, 'XYZ ')

/** Function type 0 is x^g; type 3 is (a x + b)^g from d on, and c x below. */
const curveTag = (curve: Curve) =>
  curve === 'srgb'
    ? fixed([2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045], 'para', [0, 3, 0, 0])
    : fixed([curve.gamma], 'para', [0, 0, 0, 0])

/** Text in one language. Padded to whole words, as all tags must be. */
function textTag(text: string): Buffer {
  const letters = Buffer.from(text, 'utf16le').swap16()
  const data = Buffer.alloc((28 + letters.length + 3) & ~3)
  data.write('mluc', 'latin1')
  data.writeUInt32BE(1, 8)
  data.writeUInt32BE(12, 12)
  data.write('enUS', 16, 'latin1')
  data.writeUInt32BE(letters.length, 20)
  data.writeUInt32BE(28, 24)
  letters.copy(data, 28)
  return data
}
