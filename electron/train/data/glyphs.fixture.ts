import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packField } from '../../imaging/distances.ts'

/**
 * Two styles of circles of several sizes: `bold` draws them 1.5 pixels wider than the source, `light` 1 pixel narrower. The last two
 * of ten glyphs each are held out.
 */
export async function writeCircles(folder: string, side: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  const circle = (radius: number) =>
    packField(
      Float32Array.from(
        { length: side * side },
        (_, at) => radius - Math.hypot((at % side) + 0.5 - side / 2, Math.floor(at / side) + 0.5 - side / 2),
      ),
    )
  for (const [name, wider] of [
    ['bold', 1.5],
    ['light', -1],
  ] as const) {
    const radii = Array.from({ length: 10 }, (_, k) => side / 6 + (k * side) / 60)
    const fields = radii.flatMap((radius) => [circle(radius), circle(radius + wider)])
    await writeFile(join(folder, `${name}.glyphs`), Buffer.concat(fields))
    const characters = radii.map((_, k) => 0x4e00 + k)
    await writeFile(join(folder, `${name}.json`), JSON.stringify({ name, side, characters, heldOut: 2 }))
  }
}
