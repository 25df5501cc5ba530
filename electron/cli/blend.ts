import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Client } from '../contract/client.ts'
import { BlendSettings, type Transform } from '../contract/document/index.ts'
import type { EngineContract } from '../contract/engine.ts'
import { BLENDING_MODEL } from '../contract/model/bundled.ts'
import type { Pixels } from '../contract/pixels.ts'
import { inEnglish, type Text, text } from '../contract/text.ts'
import { type BatchItem, listBatch } from './blendBatch.ts'
import { type Command, type CommandContext, joinNegatives, UsageError } from './command.ts'
import { formatOf, openMask, openPicture } from './pictures.ts'

interface Options {
  settings: BlendSettings
  /** Whether --anchor was given; if not, the best anchor of this installation is taken. */
  anchorChosen: boolean
  at: { x: number; y: number } | null
  scale: number
  rotation: number
  overwrite: boolean
}

export const blend: Command = {
  runsNetworks: true,
  summary: 'blend an object into a photo',
  usage: `ganvas blend --source S --background B [--mask M] --out O [options]
ganvas blend --batch FOLDER|CSV --out DIR [options]

Blends the object S, where the mask M is white, into the photo B. Without a mask S's alpha decides.
The result has the photo's size; its format follows from the name: png, jpg, webp or tiff.

  --at X,Y       where the object's top-left corner goes, in pixels of the photo;
                 not needed when object and photo are of equal size
  --scale S      1 by default
  --rotate DEG   clockwise, about the object's centre
  --method M     harmonize (default): the object takes the photo's light and stays sharp; gp, poisson,
                 modified-poisson, paste
  --strength S   from 0, pasted, to 1.5; 1 by default, 0.8 for harmonize
  --anchor A     colours to stay near: gan (default where the model blend-gpgan-64 is installed), those a
                 network expects in the photo's light; composite (default elsewhere); background
  --beta B       how near, above 0 and up to 1000; 1 by default
  --rim R        for gp: pixels of the photo around the object that may change, or all, as GP-GAN's own code
                 does; 40 by default
  --kernel K     gradients: normal (default), sobel, scharr, roberts, prewitt
  --overwrite    replace files that exist

A mask may hold 0 and 1 in place of black and white, or labels in the colours of a palette: then all but
label 0 is in. The photo's transparency is kept.

A batch is a CSV with a line source;background;mask;x;y;scale;rotate for each blend, paths relative to it, or a
folder with files NAME-source, NAME-background and NAME-mask. All but source and background may be left out; a
heading may name the columns in another order. Results are NAME.png, or for a CSV 0001-SOURCE.png, in DIR.
One that fails does not stop the others; the exit code is then 1.`,

  async run(args, context) {
    const { values } = parseArgs({
      args: joinNegatives(args),
      options: {
        source: { type: 'string' },
        background: { type: 'string' },
        mask: { type: 'string' },
        out: { type: 'string' },
        batch: { type: 'string' },
        at: { type: 'string' },
        scale: { type: 'string' },
        rotate: { type: 'string' },
        method: { type: 'string' },
        strength: { type: 'string' },
        anchor: { type: 'string' },
        beta: { type: 'string' },
        rim: { type: 'string' },
        kernel: { type: 'string' },
        overwrite: { type: 'boolean' },
      },
    })
    const { source, background, mask, out, batch } = values
    const options = readOptions(values)
    if (!out) throw new UsageError('--out is missing: where the result goes')
    if (batch) {
      if (source || background || mask)
        throw new UsageError('--batch names the pictures itself; leave --source, --background and --mask out')
      return runBatch(batch, out, options, context)
    }
    if (!source || !background) throw new UsageError(`--${source ? 'background' : 'source'} is missing`)
    formatOf(out)
    const result = await blendFiles(
      { name: out, source, background, ...(mask && { mask }) },
      out,
      options,
      context,
    )
    for (const remark of result.remarks) context.warn(remark)
    context.print(result, `${result.out}: ${result.width}x${result.height} in ${result.seconds.toFixed(2)} s`)
    return 0
  },
}

function readOptions(values: Record<string, string | boolean | undefined>): Options {
  const number = (name: string, standard: number) => {
    const text = values[name]
    if (text === undefined) return standard
    const value = Number(text)
    if (text === '' || !Number.isFinite(value)) throw new UsageError(`--${name} "${text}" is not a number`)
    return value
  }
  const scale = number('scale', 1)
  if (scale === 0) throw new UsageError('--scale 0 leaves nothing of the object')
  const method = values.method ?? (values.anchor === undefined ? 'harmonize' : 'gp')
  const settings = BlendSettings.safeParse({
    method,
    ...(values.strength !== undefined && { strength: number('strength', 1) }),
    anchor: values.anchor ?? 'composite',
    beta: number('beta', 1),
    ...(values.rim !== 'all' && { rim: number('rim', 40) }),
    kernel: values.kernel ?? 'normal',
  })
  if (!settings.success) {
    const [issue] = settings.error.issues
    const name = String(issue?.path[0])
    throw new UsageError(`--${name} "${values[name]}": ${issue?.message}`)
  }
  return {
    settings: settings.data,
    anchorChosen: values.anchor !== undefined,
    at: typeof values.at === 'string' ? readPoint(values.at) : null,
    scale,
    rotation: number('rotate', 0),
    overwrite: values.overwrite === true,
  }
}

function readPoint(text: string): { x: number; y: number } {
  const [x, y, ...rest] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  if (x === undefined || y === undefined || rest.length > 0 || !Number.isFinite(x) || !Number.isFinite(y))
    throw new UsageError(`--at "${text}" is not of the form X,Y`)
  return { x, y }
}

async function blendFiles(
  item: BatchItem,
  out: string,
  options: Options,
  { engine, signal, progress, warn }: CommandContext,
  prefix = '',
) {
  const { settings, anchorChosen, overwrite } = options
  const client = await engine()
  const [background, source, masked] = await Promise.all([
    openPicture(client, item.background, signal, warn),
    openPicture(client, item.source, signal, warn),
    item.mask ? openMask(client, item.mask, signal) : undefined,
  ])
  const mask = masked?.mask
  const remarks = remarksOf(item, source, masked)
  const at = item.place?.at ?? options.at
  const scale = item.place?.scale ?? options.scale
  const rotation = item.place?.rotation ?? options.rotation
  if (!at && (source.width !== background.width || source.height !== background.height))
    throw new UsageError(
      `the object is ${source.width}x${source.height} and the photo ${background.width}x${background.height}: say where it goes with --at`,
    )
  const anchor = anchorChosen || settings.method !== 'gp' ? settings.anchor : await bestAnchor(client)
  const { pixels, seconds } = await client.call(
    'blend.run',
    {
      background,
      source,
      mask,
      transform: place(source, at, scale, rotation),
      settings: { ...settings, anchor },
      whole: true,
    },
    {
      signal,
      onEvent(event) {
        if (event.kind === 'progress') progress(`${prefix}level ${event.step} of ${event.total}`)
      },
    },
  )
  const written = await client.call(
    'files.export',
    { composite: pixels, options: { format: formatOf(out) }, target: { path: resolve(out), overwrite } },
    { signal },
  )
  return {
    out: written.path ?? out,
    width: pixels.width,
    height: pixels.height,
    seconds,
    bytes: written.size,
    remarks,
  }
}

/** The blending network's anchor where it is installed, else the composite. */
async function bestAnchor(client: Client<EngineContract>): Promise<BlendSettings['anchor']> {
  const { models } = await client.call('models.list', {})
  return models.some(({ id, problem }) => id === BLENDING_MODEL && problem === '') ? 'gan' : 'composite'
}

/** Scaled from its top-left corner, which goes to `at`; then turned about its centre. */
function place(
  { width, height }: { width: number; height: number },
  at: { x: number; y: number } | null,
  scale: number,
  rotation: number,
): Transform {
  const angle = (rotation * Math.PI) / 180
  const halfX = (scale * width) / 2
  const halfY = (scale * height) / 2
  return {
    x: (at?.x ?? 0) + halfX - Math.cos(angle) * halfX + Math.sin(angle) * halfY,
    y: (at?.y ?? 0) + halfY - Math.sin(angle) * halfX - Math.cos(angle) * halfY,
    scaleX: scale,
    scaleY: scale,
    rotation,
  }
}

/** What a person should know of the object's shape. */
function remarksOf(
  { source: file, mask: maskFile }: BatchItem,
  source: Pixels,
  masked: { mask: Pixels; remarks: Text[] } | undefined,
): string[] {
  const remarks = (masked?.remarks ?? []).map(inEnglish)
  if (!masked) {
    if (isOpaque(source)) remarks.push(inEnglish(text('masks.noShape', { name: file })))
    return remarks
  }
  const share = masked.mask.data.reduce((sum, value) => sum + value, 0) / (255 * masked.mask.data.length)
  if (share > 0 && share < NEARLY_EMPTY)
    remarks.push(
      inEnglish(text('masks.nearlyEmpty', { name: maskFile ?? '', share: (100 * share).toPrecision(2) })),
    )
  return remarks
}

/** The share of an object below which its mask was hardly meant so. */
const NEARLY_EMPTY = 0.001

const isOpaque = ({ channels, data }: Pixels) =>
  channels !== 4 || data.every((value, i) => (i & 3) !== 3 || value === 255)

async function runBatch(
  path: string,
  folder: string,
  options: Options,
  context: CommandContext,
): Promise<0 | 1> {
  const items = await listBatch(path)
  await mkdir(folder, { recursive: true })
  const began = performance.now()
  const done: string[] = []
  const failed: { name: string; message: string }[] = []
  for (const [i, item] of items.entries()) {
    if ('problem' in item) {
      failed.push({ name: item.name, message: item.problem })
      continue
    }
    const prefix = `${i + 1} of ${items.length} · ${item.name} · `
    context.progress(prefix)
    try {
      const { out, remarks } = await blendFiles(
        item,
        join(folder, `${item.name}.png`),
        options,
        context,
        prefix,
      )
      done.push(out)
      for (const remark of remarks) context.warn(remark)
    } catch (thrown) {
      if (context.signal.aborted) throw thrown
      failed.push({ name: item.name, message: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  }
  for (const { name, message } of failed) context.warn(`${name}: ${message}`)
  const seconds = (performance.now() - began) / 1000
  context.print(
    { done, failed, seconds },
    `${done.length} blended, ${failed.length} failed, in ${seconds.toFixed(1)} s`,
  )
  return failed.length > 0 ? 1 : 0
}
