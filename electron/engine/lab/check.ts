import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { DataReport, LabData, Unusable } from '../../contract/procedures/lab.ts'
import { Text, text } from '../../contract/text.ts'
import { decodeAsPicture } from '../../imaging/codecs/decode.ts'
import { CaptionedSource } from '../../train/data/captioned.ts'
import { isHeldOut } from '../../train/data/heldOut.ts'
import { LabelledSource } from '../../train/data/labelled.ts'
import { byStem, listPictures, type Stems } from '../../train/data/pictureFiles.ts'

/** How many pictures of a larger folder are opened, evenly chosen. */
const MAX_OPENED = 1000
/** Unusable files that are listed; the others are counted. */
const MAX_LISTED = 50
/** Pictures that are opened at a time. */
const AT_ONCE = 4

/** One picture, or one pair. */
interface Item {
  /** Whose name decides whether it is held out. */
  file: string
  /** Opens it. @returns its shorter side @throws Fault */
  open(): Promise<number>
}

class Fault extends Error {
  readonly reason: Text
  constructor(reason: Text) {
    super('unusable')
    this.reason = reason
  }
}

export interface CheckOptions {
  signal?: AbortSignal | undefined
  onProgress?: (step: number, total: number) => void
  /** Opens this many at most; 0 counts only. */
  limit?: number
}

/**
 * Looks at what is to be trained on.
 *
 * @throws GanvasError `not-found` for a folder that is not there; `invalid-input` for no pictures, for one only, for too
 * few beside those that are held out, and where none that was opened can be used
 */
export async function checkData(data: LabData, options: CheckOptions = {}): Promise<DataReport> {
  if (data.kind === 'drawn') await openSaid(data)
  const { items, unusable } = await itemsOf(data)
  const { limit = MAX_OPENED, signal, onProgress } = options
  const stride = Math.max(1, Math.ceil(items.length / Math.max(1, limit)))
  const chosen = limit === 0 ? [] : items.filter((_, index) => index % stride === 0)
  let shortestSide = Number.POSITIVE_INFINITY
  let done = 0
  const work = async (from: number): Promise<void> => {
    for (let index = from; index < chosen.length; index += AT_ONCE) {
      signal?.throwIfAborted()
      const { file, open } = chosen[index]!
      try {
        shortestSide = Math.min(shortestSide, await open())
      } catch (thrown) {
        if (!(thrown instanceof Fault)) throw thrown
        unusable.push({ file, reason: thrown.reason })
      }
      onProgress?.(++done, chosen.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, first) => work(first)))
  const [first] = unusable
  if (first && chosen.length > 0 && !Number.isFinite(shortestSide))
    throw new GanvasError(
      'invalid-input',
      text('lab.noneUsable', { count: chosen.length, file: first.file, reason: first.reason }),
    )
  return {
    count: items.length,
    heldOut: items.filter(({ file }) => isHeldOut(file)).length,
    opened: chosen.length,
    unusable: unusable.slice(0, MAX_LISTED),
    unusableCount: unusable.length,
    shortestSide: Number.isFinite(shortestSide) ? shortestSide : 0,
  }
}

/**
 * Looks at what is said of pictures, as a training does that begins.
 *
 * @throws GanvasError for classes or captions that cannot be learned
 */
async function openSaid({ folder, said }: Extract<LabData, { kind: 'drawn' }>): Promise<void> {
  await listed(folder)
  const options = { side: 1, seed: 0 }
  if (said === 'classes') await LabelledSource.open(folder, options)
  if (said === 'captions') await CaptionedSource.open(folder, options)
}

async function itemsOf(data: LabData): Promise<{ items: Item[]; unusable: Unusable[] }> {
  if (data.kind === 'matched') return matched(data.input, data.target)
  if (data.kind !== 'unpaired') {
    const open = data.kind === 'strips' ? openStrip : openPicture
    return { items: await pictures(data.folder, open), unusable: [] }
  }
  const sides = await Promise.all([data.a, data.b].map((folder) => pictures(folder, openPicture)))
  return { items: sides.flat(), unusable: [] }
}

async function pictures(folder: string, open: (path: string) => Promise<number>): Promise<Item[]> {
  const files = (await listed(folder)).map((name) => join(folder, name))
  enough(files, folder)
  return files.map((file) => ({ file, open: () => open(file) }))
}

/** @throws GanvasError for fewer than two pictures to train on */
function enough(files: readonly string[], folder: string): void {
  const heldOut = files.filter(isHeldOut).length
  if (files.length === 0) throw new GanvasError('invalid-input', text('lab.noPictures', { folder }))
  if (files.length === 1) throw new GanvasError('invalid-input', text('lab.onePicture', { folder }))
  if (files.length - heldOut < 2)
    throw new GanvasError('invalid-input', text('lab.tooFew', { folder, count: files.length, heldOut }))
}

async function matched(input: string, target: string): Promise<{ items: Item[]; unusable: Unusable[] }> {
  const [inputStems, targetStems] = (await Promise.all([listed(input), listed(target)])).map(byStem)
  const [inputs, targets] = [inputStems!.names, targetStems!.names]
  if (inputs.size === 0) throw new GanvasError('invalid-input', text('lab.noPictures', { folder: input }))
  if (targets.size === 0) throw new GanvasError('invalid-input', text('lab.noPictures', { folder: target }))
  const stems = [...inputs.keys()].filter((stem) => targets.has(stem))
  if (stems.length === 0) throw new GanvasError('invalid-input', text('lab.noPairs', { input, target }))
  const lone = (from: ReadonlyMap<string, string>, folder: string, other: string): Unusable[] =>
    [...from]
      .filter(([stem]) => !stems.includes(stem))
      .map(([, name]) => ({ file: join(folder, name), reason: text('labFaults.alone', { folder: other }) }))
  const items = stems.map((stem): Item => {
    const [a, b] = [join(input, inputs.get(stem)!), join(target, targets.get(stem)!)]
    return { file: a, open: () => openPair(a, b) }
  })
  enough(
    items.map(({ file }) => file),
    input,
  )
  const doubled = ({ doubles }: Stems, folder: string): Unusable[] =>
    doubles.map(({ name, used }) => ({
      file: join(folder, name),
      reason: text('labFaults.sameStem', { used }),
    }))
  const unusable = [
    ...lone(inputs, input, target),
    ...lone(targets, target, input),
    ...doubled(inputStems!, input),
    ...doubled(targetStems!, target),
  ]
  return { items, unusable }
}

async function listed(folder: string): Promise<string[]> {
  const found = await stat(folder).catch((error) => {
    if (error.code === 'ENOENT')
      throw new GanvasError('not-found', text('files.folderMissing', { path: folder }))
    throw diskError('list', folder, error)
  })
  if (!found.isDirectory()) throw diskError('list', folder, { code: 'ENOTDIR' })
  return listPictures(folder)
}

interface Size {
  width: number
  height: number
}

/** Decodes a picture whole, as the training will, so that one that was cut short is found. */
async function sizeOf(path: string): Promise<Size> {
  try {
    return await decodeAsPicture(await readFile(path), basename(path))
  } catch (error) {
    const said = error instanceof GanvasError ? Text.safeParse(error.data) : undefined
    if (said?.success) throw new Fault(said.data)
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    throw new Fault(text('labFaults.unreadable', { said: line }))
  }
}

async function openPicture(path: string): Promise<number> {
  const { width, height } = await sizeOf(path)
  return Math.min(width, height)
}

async function openStrip(path: string): Promise<number> {
  const { width, height } = await sizeOf(path)
  if (width % 2 === 1) throw new Fault(text('labFaults.oddWidth', { width }))
  return Math.min(width / 2, height)
}

async function openPair(input: string, target: string): Promise<number> {
  const [a, b] = await Promise.all([sizeOf(input), sizeOf(target)])
  if (a.width !== b.width || a.height !== b.height)
    throw new Fault(
      text('labFaults.unequal', {
        width: a.width,
        height: a.height,
        otherWidth: b.width,
        otherHeight: b.height,
        other: target,
      }),
    )
  return Math.min(a.width, a.height)
}
