import { applied } from '../../electron/tools/sketch/photo/apply.ts'
import { chained } from '../../electron/tools/sketch/photo/chain.ts'
import { editOf } from '../../electron/tools/sketch/photo/edit.ts'
import {
  flower,
  frameOf,
  gradientEnergy,
  grained,
  photoOf,
} from '../../electron/tools/sketch/photo/photo.fixture.ts'
import { round } from './measure.ts'

const SIDE = 64
const FRAMES = 9
const PHOTO = { width: 1200, height: 900 }
const RED = [0.8, 0.25, 0.3] as const
const BLUE = [0.3, 0.25, 0.8] as const

const cases = {
  shape: { grows: 0.07, to: RED },
  color: { grows: 0, to: BLUE },
  shape_and_color: { grows: 0.07, to: BLUE },
} as const

/** How sharp a photo is after an edit, and what the network draws for it: gradient energies in shares of the photo's. */
export async function sharpness(name: keyof typeof cases) {
  const { grows, to } = cases[name]
  const scene = (amount: number) =>
    flower(
      0.5,
      0.5,
      0.18 + amount * grows,
      [0, 1, 2].map((c) => RED[c]! + amount * (to[c]! - RED[c]!)) as unknown as typeof RED,
    )
  const frames = Array.from({ length: FRAMES }, (_, k) => frameOf(scene(k / (FRAMES - 1)), SIDE))
  const [first, last] = [frames[0]!, frames.at(-1)!]
  const photo = photoOf(grained(scene(0)), PHOTO.width, PHOTO.height)
  const edit = editOf(first, first, last, await chained(frames))
  const size = { width: SIDE, height: SIDE }
  const edited = await applied(photo, { x: 0, y: 0, ...PHOTO }, edit, size, { strength: 1 })
  const drawn = photoOf(scene(1), PHOTO.width, PHOTO.height)
  const share = (picture: typeof photo) => round(gradientEnergy(picture) / gradientEnergy(photo))
  return { gradient_energy_edited: share(edited), gradient_energy_drawn: share(drawn) }
}

export const sharpnessCases = Object.keys(cases) as (keyof typeof cases)[]
