import { Bytes } from '../bytes.ts'
import type { FontDesign } from '../design.ts'
import type { FontMetrics } from '../metrics.ts'
import type { Naming } from '../naming.ts'

/** The baseline is at 0, glyphs begin at their left side bearings, sizes are whole pixels. */
const FLAGS = 0b1011
/** Pixels below which hardly anybody reads it. */
const MIN_SIZE = 8

/** The table `head`; `sfntFile` fills its checksum. Offsets in `loca` are long. */
export function headTable(
  { created, names: { version } }: FontDesign,
  unitsPerEm: number,
  { box }: FontMetrics,
  { bold, italic }: Naming,
): Uint8Array {
  return new Bytes()
    .u32(0x00010000)
    .fixed(Number(version))
    .u32(0, 0x5f0f3cf5)
    .u16(FLAGS, unitsPerEm)
    .date(created)
    .date(created)
    .i16(box.left, box.bottom, box.right, box.top)
    .u16((bold ? 1 : 0) | (italic ? 2 : 0), MIN_SIZE)
    .i16(2, 1, 0)
    .done()
}
