import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import type { Pixels, Rect } from '../electron/contract/pixels.ts'
import { type CutOutStroke, defaultRefineSettings } from '../electron/contract/tools/cutout.ts'
import { refineEdge } from '../electron/tools/cutout/refine.ts'
import { selectSubject } from '../electron/tools/cutout/select.ts'

/*
 * `node scripts/run.mjs scripts/cutouts.ts <folder of cut-outs with alpha> <folder of photos> [--count N] [--side PX]`:
 * how well Select subject and Refine edge find cut-outs that were laid over photos, as one JSON object a line. Where
 * python3 has cv2, its GrabCut gets the same box and strokes.
 */

const { values, positionals } = parseArgs({
  options: {
    count: { type: 'string', default: '40' },
    side: { type: 'string', default: '768' },
    /** A folder for the pictures, what was found in them and what was cut out. */
    keep: { type: 'string' },
  },
  allowPositionals: true,
})
const [cutOuts, photos] = positionals as [string, string]
const SIDE = Number(values.side)
/** Strokes that a person puts where the result is most wrong. */
const STROKES = 3

interface Scene {
  readonly picture: Pixels
  /** Alpha of the cut-out, 0 to 255. */
  readonly truth: Uint8Array
  readonly box: Rect
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names
    .filter((name) => /\.(png|webp|jpe?g)$/i.test(name))
    .sort()
    .map((name) => join(folder, name))
}

/** A cut-out of about half the side over a photo; null where it is no object: small, opaque or nearly empty. */
async function compose(cutOut: string, photo: string, turn: number): Promise<Scene | null> {
  const { width = 0, height = 0, hasAlpha } = await sharp(cutOut).metadata()
  if (!hasAlpha || Math.min(width, height) < 100) return null
  const [w, h] = [0.5, 0.5].map((share) => Math.round(share * SIDE)) as [number, number]
  const { data: above, info } = await sharp(cutOut)
    .ensureAlpha()
    .resize(w, h, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const below = await sharp(photo).resize(SIDE, SIDE, { fit: 'cover' }).removeAlpha().raw().toBuffer()
  const x0 = Math.round((SIDE - info.width) * (0.3 + 0.4 * ((turn * 0.618) % 1)))
  const y0 = Math.round((SIDE - info.height) * (0.3 + 0.4 * ((turn * 0.414) % 1)))
  const truth = new Uint8Array(SIDE * SIDE)
  const data = new Uint8Array(4 * SIDE * SIDE).fill(255)
  for (let i = 0; i < SIDE * SIDE; i++) data.set(below.subarray(3 * i, 3 * i + 3), 4 * i)
  for (let y = 0, from = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++, from += 4) {
      const to = (y0 + y) * SIDE + x0 + x
      const alpha = above[from + 3]! / 255
      truth[to] = above[from + 3]!
      for (let c = 0; c < 3; c++)
        data[4 * to + c] = Math.round(alpha * above[from + c]! + (1 - alpha) * data[4 * to + c]!)
    }
  const share = truth.reduce((sum, value) => sum + (value > 127 ? 1 : 0), 0) / (info.width * info.height)
  if (share < 0.15 || share > 0.95) return null
  const pad = Math.round(0.02 * SIDE)
  const box = { x: x0 - pad, y: y0 - pad, width: info.width + 2 * pad, height: info.height + 2 * pad }
  return { picture: { width: SIDE, height: SIDE, channels: 4, data }, truth, box }
}

const inside = (value: number) => value >= 128

function iouOf(found: Uint8Array, truth: Uint8Array): number {
  let [both, either] = [0, 0]
  for (let i = 0; i < truth.length; i++) {
    const [a, b] = [inside(found[i]!), inside(truth[i]!)]
    if (a && b) both++
    if (a || b) either++
  }
  return both / either
}

/** Mean absolute error of alpha where it is neither nothing nor all, and within a few pixels. */
function bandError(found: Uint8Array, truth: Uint8Array, reach: number): number {
  let [sum, count] = [0, 0]
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      let [least, most] = [255, 0]
      for (let v = Math.max(0, y - reach); v <= Math.min(SIDE - 1, y + reach); v += reach)
        for (let u = Math.max(0, x - reach); u <= Math.min(SIDE - 1, x + reach); u += reach) {
          least = Math.min(least, truth[v * SIDE + u]!)
          most = Math.max(most, truth[v * SIDE + u]!)
        }
      if (least > 250 || most < 5) continue
      sum += Math.abs(found[y * SIDE + x]! - truth[y * SIDE + x]!) / 255
      count++
    }
  return sum / count
}

/** A dab in the middle of the largest piece that is wrong. */
function stroke(found: Uint8Array, truth: Uint8Array): CutOutStroke | null {
  const wrong = Uint8Array.from(truth, (value, i) => (inside(value) !== inside(found[i]!) ? 1 : 0))
  let depth = 0
  let current = wrong
  let last = -1
  for (; depth < SIDE; depth++) {
    const next = new Uint8Array(current.length)
    let any = -1
    for (let i = SIDE; i < current.length - SIDE; i++)
      if (current[i] && current[i - 1] && current[i + 1] && current[i - SIDE] && current[i + SIDE]) {
        next[i] = 1
        any = i
      }
    if (any < 0) break
    last = any
    current = next
  }
  if (last < 0) return null
  return {
    side: inside(truth[last]!) ? 'object' : 'ground',
    radius: Math.max(1, Math.min(depth, 0.015 * SIDE)),
    points: [[(last % SIDE) + 0.5, Math.floor(last / SIDE) + 0.5]],
  }
}

function ours({ picture, box }: Scene, strokes: CutOutStroke[]): Uint8Array {
  const { mask, rect } = selectSubject(picture, { box, strokes })
  const found = new Uint8Array(SIDE * SIDE)
  for (let y = 0; y < rect.height; y++)
    found.set(mask.data.subarray(y * rect.width, (y + 1) * rect.width), (rect.y + y) * SIDE + rect.x)
  return found
}

const peer = `
import sys, json, numpy, cv2
folder, side = sys.argv[1], int(sys.argv[2])
picture = numpy.ascontiguousarray(numpy.fromfile(folder + '/picture', numpy.uint8).reshape(side, side, 4)[..., 2::-1])
asked = json.load(open(folder + '/asked'))
known = numpy.full((side, side), cv2.GC_BGD, numpy.uint8)
x, y, w, h = asked['box']
known[y:y + h, x:x + w] = cv2.GC_PR_FGD
for s in asked['strokes']:
    cv2.circle(known, (int(s['points'][0][0]), int(s['points'][0][1])), int(s['radius']), cv2.GC_FGD if s['side'] == 'object' else cv2.GC_BGD, -1)
cv2.setRNGSeed(1)
cv2.grabCut(picture, known, None, numpy.zeros((1, 65)), numpy.zeros((1, 65)), 5, cv2.GC_INIT_WITH_MASK)
numpy.where((known == 1) | (known == 3), 255, 0).astype(numpy.uint8).tofile(folder + '/found')
`

function openCv(
  folder: string,
  { picture, box }: Scene,
  strokes: CutOutStroke[],
): Promise<Uint8Array> | null {
  writeFileSync(join(folder, 'picture'), picture.data)
  writeFileSync(
    join(folder, 'asked'),
    JSON.stringify({ box: [box.x, box.y, box.width, box.height], strokes }),
  )
  try {
    execFileSync('python3', ['-c', peer, folder, String(SIDE)], { stdio: 'ignore' })
  } catch {
    return null
  }
  return import('node:fs/promises').then(({ readFile }) => readFile(join(folder, 'found')))
}

const folder = mkdtempSync(join(tmpdir(), 'ganvas-cutouts-'))
const figures: Record<string, number[]> = {}
const note = (name: string, value: number) => {
  figures[name] ??= []
  figures[name].push(value)
}
const [objects, grounds] = [await filesIn(cutOuts), await filesIn(photos)]
const wanted = Number(values.count)
let made = 0
// Spread over the folder, so that neighbours, which often look alike, come rarely together.
for (let k = 0; k < objects.length && made < wanted; k++) {
  const name = objects[(k * 37) % objects.length]!
  const scene = await compose(name, grounds[(k * 11) % grounds.length]!, k)
  if (!scene) continue
  made++
  const { truth } = scene
  const strokes: CutOutStroke[] = []
  const began = performance.now()
  let found = ours(scene, strokes)
  note('seconds', (performance.now() - began) / 1000)
  note('iou_box', iouOf(found, truth))
  let peers = await openCv(folder, scene, [])
  if (peers) note('opencv_iou_box', iouOf(peers, truth))
  const theirs: CutOutStroke[] = []
  for (let round = 0; round < STROKES; round++) {
    const next = stroke(found, truth)
    if (next) {
      strokes.push(next)
      found = ours(scene, strokes)
    }
    const other = peers && stroke(peers, truth)
    if (other) {
      theirs.push(other)
      peers = await openCv(folder, scene, theirs)
    }
  }
  note('iou_strokes', iouOf(found, truth))
  note('alpha_error_strokes', bandError(found, truth, 4))
  if (peers) {
    note('opencv_iou_strokes', iouOf(peers, truth))
    note('opencv_alpha_error_strokes', bandError(peers, truth, 4))
  }
  const again = performance.now()
  const mask: Pixels = { width: SIDE, height: SIDE, channels: 1, data: found }
  const refined = refineEdge(scene.picture, mask, { ...defaultRefineSettings, radius: 6 })
  note('refine_seconds', (performance.now() - again) / 1000)
  note('alpha_error_refined', bandError(refined.matte.data, truth, 4))
  const hard: Pixels = { ...mask, data: Uint8Array.from(truth, (value) => (inside(value) ? 255 : 0)) }
  note('alpha_error_hard', bandError(hard.data, truth, 4))
  const fromTruth = refineEdge(scene.picture, hard, { ...defaultRefineSettings, radius: 6 })
  note('alpha_error_refined_of_hard', bandError(fromTruth.matte.data, truth, 4))
  if (values.keep) {
    const raw = { raw: { width: SIDE, height: SIDE, channels: 4 as const } }
    await sharp(scene.picture.data, raw)
      .png()
      .toFile(join(values.keep, `${made}.png`))
    await sharp(fromTruth.object.data, raw)
      .png()
      .toFile(join(values.keep, `${made}-object.png`))
    await sharp(found, { raw: { width: SIDE, height: SIDE, channels: 1 } })
      .png()
      .toFile(join(values.keep, `${made}-found.png`))
  }
}
rmSync(folder, { recursive: true })
const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
const rounded = (value: number) => Math.round(value * 1e4) / 1e4
console.log(
  JSON.stringify({
    cut_outs: made,
    side: SIDE,
    ...Object.fromEntries(Object.entries(figures).map(([name, list]) => [name, rounded(mean(list))])),
  }),
)
