import type { Notice } from '../../contract/procedures/files.ts'
import { notice } from './decoded.ts'
import { type Chromaticities, type Curve, matrixProfile, type Xy } from './matrixProfile.ts'
import { pngChunks, tagPng } from './pngChunks.ts'

const D65: Xy = [0.3127, 0.329]
const SRGB: Chromaticities = { white: D65, red: [0.64, 0.33], green: [0.3, 0.6], blue: [0.15, 0.06] }
/** Chromaticities by ITU-T H.273, table 2. */
const primariesOf: Readonly<Record<number, Chromaticities>> = {
  1: SRGB,
  4: { white: [0.31, 0.316], red: [0.67, 0.33], green: [0.21, 0.71], blue: [0.14, 0.08] },
  5: { white: D65, red: [0.64, 0.33], green: [0.29, 0.6], blue: [0.15, 0.06] },
  6: { white: D65, red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07] },
  7: { white: D65, red: [0.63, 0.34], green: [0.31, 0.595], blue: [0.155, 0.07] },
  9: { white: D65, red: [0.708, 0.292], green: [0.17, 0.797], blue: [0.131, 0.046] },
  11: { white: [0.314, 0.351], red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] },
  12: { white: D65, red: [0.68, 0.32], green: [0.265, 0.69], blue: [0.15, 0.06] },
}
/** Transfer characteristics by H.273, table 3. What cameras write is shown as screens do, by sRGB's curve. */
const curvesOf: Readonly<Record<number, Curve>> = {
  1: 'srgb',
  4: { gamma: 2.2 },
  5: { gamma: 2.8 },
  6: 'srgb',
  8: { gamma: 1 },
  13: 'srgb',
  14: 'srgb',
  15: 'srgb',
}
const hdrNames: Readonly<Record<number, string>> = { 16: 'PQ', 18: 'HLG' }

/** How far from sRGB files that mean it may be: gAMA and cHRM are rounded, and 1/2.2 stands for its curve. */
const GAMMA_TOLERANCE = 0.02
const XY_TOLERANCE = 0.002

/**
 * A PNG whose colours are told by a profile where its chunks tell them otherwise, which libvips does not read: cICP, or
 * gAMA and cHRM. A profile and sRGB come before the latter, and cICP before all (PNG 3rd edition, section 4.3).
 */
export function withPngProfile(bytes: Uint8Array): { bytes: Uint8Array; notices: Notice[] } {
  const chunks = new Map<string, DataView>()
  for (const { type, data } of pngChunks(bytes)) {
    if (type === 'IDAT') break
    chunks.set(type, new DataView(data.buffer, data.byteOffset, data.byteLength))
  }
  // Bit 1 of the colour type says colour, bit 0 a palette of colours.
  const header = chunks.get('IHDR')
  // One that is cut short is damage, which whoever decodes the file tells of.
  const grey = header !== undefined && header.byteLength > 9 && (header.getUint8(9) & 3) === 0
  const tagged = (name: string, chromaticities: Chromaticities, curve: Curve) => ({
    bytes: tagPng(bytes, matrixProfile(name, chromaticities, curve, grey)),
    notices: [],
  })
  const cicp = chunks.get('cICP')
  if (cicp && cicp.byteLength >= 4) {
    const [primaries, transfer, matrix, full] = [0, 1, 2, 3].map((i) => cicp.getUint8(i))
    const chromaticities = primariesOf[primaries!]
    const curve = curvesOf[transfer!]
    if (chromaticities && curve && matrix === 0 && full === 1)
      return chromaticities === SRGB && curve === 'srgb'
        ? { bytes, notices: [] }
        : tagged(`cICP ${primaries}/${transfer}`, chromaticities, curve)
    const kind = hdrNames[transfer!] ?? `cICP ${primaries}/${transfer}`
    return { bytes, notices: [notice('color-coding-ignored', { coding: kind })] }
  }
  if (chunks.has('iCCP') || chunks.has('sRGB')) return { bytes, notices: [] }
  const gamma = gammaOf(chunks.get('gAMA'))
  const chromaticities = chromaticitiesOf(chunks.get('cHRM'))
  if (!gamma && !chromaticities) return { bytes, notices: [] }
  const curve = gamma && Math.abs(gamma * 2.2 - 1) > GAMMA_TOLERANCE ? { gamma: 1 / gamma } : undefined
  if (!curve && (grey || !chromaticities || isSrgb(chromaticities))) return { bytes, notices: [] }
  const exact: Curve = curve ?? (gamma ? { gamma: 1 / gamma } : 'srgb')
  return tagged('gAMA and cHRM', chromaticities ?? SRGB, exact)
}

/** The exponent from light to samples; undefined where it means nothing. */
function gammaOf(chunk: DataView | undefined): number | undefined {
  const value = chunk && chunk.byteLength >= 4 ? chunk.getUint32(0) / 100000 : 0
  return value > 0.05 && value < 20 ? value : undefined
}

function chromaticitiesOf(chunk: DataView | undefined): Chromaticities | undefined {
  if (!chunk || chunk.byteLength < 32) return undefined
  const at = (i: number): Xy => [chunk.getUint32(8 * i) / 100000, chunk.getUint32(8 * i + 4) / 100000]
  const [white, red, green, blue] = [at(0), at(1), at(2), at(3)]
  // Chromaticities on a line span no colours.
  const area = (red[0] - blue[0]) * (green[1] - blue[1]) - (green[0] - blue[0]) * (red[1] - blue[1])
  const sound = [white, red, green, blue].every(([, y]) => y > 0) && Math.abs(area) > 0.001
  return sound ? { white, red, green, blue } : undefined
}

function isSrgb(found: Chromaticities): boolean {
  const names = ['white', 'red', 'green', 'blue'] as const
  return names.every((name) =>
    [0, 1].every((i) => Math.abs(found[name][i as 0 | 1] - SRGB[name][i as 0 | 1]) <= XY_TOLERANCE),
  )
}
