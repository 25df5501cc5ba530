import type { ColorPlanes } from '../../../imaging/colorPlanes.ts'
import { objectStatistics } from '../../../imaging/harmony/statistics.ts'
import { type TransferName, transfers } from '../../../imaging/harmony/transfer.ts'
import { FEATURES, featuresOf, frameOf } from '../../../imaging/harmony/transform.ts'
import type { Random } from '../../../nets/random.ts'
import { drawRelighting } from '../composites/drawRelighting.ts'
import { relight } from '../composites/relight.ts'
import type { ObjectViews, View } from './views.ts'

/**
 * An object in other light than its surroundings, and all that a loss needs to know of how it should be: what is wanted
 * is a transform that is linear in {@link FEATURES} features, and its squared error follows from their second moments
 * alone, exactly. Pixels are not kept.
 */
export interface HarmonyExample {
  statistics: Float32Array
  /** Mean of f f' over the object, [10, 10]. */
  features: Float32Array
  /** Mean of t f', [3, 10], t the change that is wanted. */
  cross: Float32Array
  /** Mean of t't: the squared error of changing nothing. */
  power: number
}

/** Share of objects that are as they should be, from another picture altogether. */
const STRANGER = 0.03
/** Of the objects that are not as they should be, the share that is relit by gains and gammas, the light falling off across them. */
const RELIT = 0.14
/** Share of transferred objects that are so only in part. */
const PARTLY = 0.3

/**
 * A part of a picture, recoloured like a part of another: its own colours are the answer.
 *
 * @param unchanged the share of objects that are as they should be, in their own light
 */
export async function drawHarmony(
  random: Random,
  views: ObjectViews,
  unchanged: number,
): Promise<HarmonyExample> {
  const kind = random.uniform()
  const { scene, coverage } = await views.draw(random)
  if (kind < STRANGER)
    return exampleOf({ photo: await views.drawScene(random, scene), pasted: scene, right: scene, coverage })
  if (kind < STRANGER + unchanged) return exampleOf({ photo: scene, pasted: scene, right: scene, coverage })
  const pasted =
    random.uniform() < RELIT
      ? relight(scene, drawRelighting(random, 0), coverage)
      : recolour(random, scene, coverage, await views.draw(random))
  return exampleOf({ photo: scene, pasted, right: scene, coverage })
}

function recolour(random: Random, scene: ColorPlanes, coverage: Float32Array, reference: View): ColorPlanes {
  const names = Object.keys(transfers) as TransferName[]
  const name = names[random.below(names.length)]!
  const amount = random.uniform() < PARTLY ? 0.2 + 0.8 * random.uniform() : 1
  return transferInside(scene, coverage, take(reference.scene, reference.coverage), name, amount)
}

/** The colours of a region, by plane, of pixels that it covers by half or more. */
export function take({ data }: ColorPlanes, coverage: Float32Array): Float32Array {
  const count = coverage.length
  const inside = indicesOf(coverage)
  const out = new Float32Array(3 * inside.length)
  for (let c = 0; c < 3; c++)
    for (const [k, i] of inside.entries()) out[c * inside.length + k] = data[c * count + i]!
  return out
}

/** Every pixel that is covered at all takes part, so that a soft rim is recoloured too. */
export function transferInside(
  scene: ColorPlanes,
  coverage: Float32Array,
  reference: Float32Array,
  name: TransferName,
  amount = 1,
): ColorPlanes {
  const count = coverage.length
  const touched = Int32Array.from([...coverage.keys()].filter((i) => coverage[i]! > 0))
  const own = new Float32Array(3 * touched.length)
  for (let c = 0; c < 3; c++)
    for (const [k, i] of touched.entries()) own[c * touched.length + k] = scene.data[c * count + i]!
  const moved = transfers[name](own, reference)
  const data = scene.data.slice()
  for (let c = 0; c < 3; c++)
    for (const [k, i] of touched.entries()) {
      const at = c * touched.length + k
      data[c * count + i] = own[at]! + amount * (moved[at]! - own[at]!)
    }
  return { ...scene, data }
}

function indicesOf(coverage: Float32Array): Int32Array {
  const inside = Int32Array.from([...coverage.keys()].filter((i) => coverage[i]! >= 0.5))
  return inside.length > 0
    ? inside
    : Int32Array.of(coverage.indexOf(coverage.reduce((a, b) => Math.max(a, b))))
}

interface Pasted {
  /** What surrounds the object. */
  photo: ColorPlanes
  /** The object as it is given, and as it should be; views of one size with the photo. */
  pasted: ColorPlanes
  right: ColorPlanes
  coverage: Float32Array
}

function exampleOf({ photo: scene, pasted: given, right: wanted, coverage }: Pasted): HarmonyExample {
  const { width, height } = scene
  const placed = { width, height, object: given.data, coverage, photo: scene.data }
  const statistics = objectStatistics(placed)
  const about = frameOf(given.data, coverage, scene)
  const count = width * height
  const features = new Float64Array(FEATURES ** 2)
  const cross = new Float64Array(3 * FEATURES)
  const f = new Float64Array(FEATURES)
  const color: [number, number, number] = [0, 0, 0]
  let [total, power] = [1e-9, 0]
  for (let i = 0; i < count; i++) {
    const w = coverage[i]!
    if (w === 0) continue
    total += w
    for (let c = 0; c < 3; c++) color[c] = given.data[c * count + i]!
    featuresOf(about, color, ((i % width) + 0.5) / width, (Math.floor(i / width) + 0.5) / height, f)
    for (let a = 0; a < FEATURES; a++)
      for (let b = 0; b < FEATURES; b++) features[a * FEATURES + b]! += w * f[a]! * f[b]!
    for (let c = 0; c < 3; c++) {
      const t = wanted.data[c * count + i]! - color[c]!
      power += w * t * t
      for (let a = 0; a < FEATURES; a++) cross[c * FEATURES + a]! += w * t * f[a]!
    }
  }
  const mean = (sums: Float64Array) => Float32Array.from(sums, (sum) => sum / total)
  return { statistics, features: mean(features), cross: mean(cross), power: power / total }
}
