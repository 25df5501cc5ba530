import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { diskError } from '../../../contract/diskError.ts'
import type { CallContext } from '../../../contract/server.ts'
import type { LearnedStyle } from '../../../contract/tools/fontReferences.ts'
import { withMixture } from '../../../train/games/oneStyle.ts'
import { checkpointFile } from '../../../train/run/checkpoint.ts'
import type { RunEvent } from '../../../train/run/options.ts'
import type { LessonStart } from '../../compute/lessonMessages.ts'
import { startTrainThread } from '../../compute/trainThread.ts'
import { writeAtomically } from '../../disk.ts'
import type { LoadedModel } from '../../models/folder.ts'
import { installModel } from '../../models/install.ts'
import { startingPointOf } from '../../models/startingPoint.ts'
import { onProcessor } from '../../sessions/place.ts'
import { modelWith } from './learnedModel.ts'
import { withLessonThread } from './lessons.ts'
import type { StyleOrder } from './styleOrder.ts'

export interface LearnPlaces {
  /** Receives what is learned from and how far it has come, so that a learning that was cut short goes on. */
  folder: string
  dataFolder: string
  /** Of the user's own models. */
  ownFolder(): string
}

/** Glyphs in a step. */
const BATCH = 16
/** Of the trainer; see the recipe `font`. More steps than these are of no use to the description of a style. */
const OPTIONS = { rate: 1.5e-4, average: 0.95 }
const MAX_STYLE_STEPS = 100
const [CHECKPOINT_EVERY, LOOK_EVERY] = [40, 10]
/** Training is about so many of a hundred parts of the work; it is begun by the first and ended by the others. */
const [PREPARING, TRAINING] = [10, 84]

/**
 * Learns a style from references and installs it as a model of the user's own.
 *
 * @throws GanvasError as `learnable` does for references that nothing can be learned from; `cancelled`, and then it goes on where
 * it was when the same is asked for again; `unsupported` for a model that cannot be trained; `disk`
 */
export async function learnStyle(
  order: StyleOrder,
  places: LearnPlaces,
  { signal, emit }: CallContext,
): Promise<LearnedStyle> {
  const began = performance.now()
  const { source, bytes, base, references, wanted, as } = order
  const model = {
    id: base.manifest.id,
    font: base.manifest.font!,
    network: base.files.generator!,
    place: await onProcessor(base.manifest.id),
  }
  const progress = (percent: number) =>
    emit({ kind: 'progress', step: Math.round(percent), total: 100, secondsLeft: null })
  progress(0)
  return withLessonThread({ source, bytes, model }, async (thread) => {
    const given = { references: [...references], wanted: [...wanted] }
    const start = await prepared(order, places.folder, () => thread.call('lesson', given, { signal }))
    progress(PREPARING)
    await trained(order, start, places, { signal, emit })
    progress(PREPARING + TRAINING)
    const made = await modelWith(order, start, join(places.folder, RUN), (network) =>
      thread.call('examine', { ...given, start, network }, { signal }),
    )
    await installModel(places.ownFolder(), made.manifest, made.files, { overwrite: as.overwrite })
    await rm(places.folder, { recursive: true, force: true })
    progress(100)
    const { overlapBefore, overlapAfter, shown, worst } = made.examined
    return {
      model: as.id,
      style: made.style,
      from: base.manifest.id,
      round: order.round,
      references: references.length,
      nearest: nearestOf(start, base),
      overlapBefore,
      overlapAfter,
      shown,
      worst,
      seconds: (performance.now() - began) / 1000,
    }
  })
}

const [LESSON, DATA, RUN] = ['lesson.json', 'data', 'run']

/** The lesson in the folder, where it is of the same references; else a new one. */
async function prepared(
  { base, bytes, source, references, steps }: StyleOrder,
  folder: string,
  lesson: () => Promise<LessonStart & { files: Map<string, Uint8Array> }>,
): Promise<LessonStart> {
  const hash = createHash('sha256').update(base.files.generator!).update(bytes)
  const key = hash
    .update(JSON.stringify([source.face, source.axes, references, steps, BATCH, OPTIONS]))
    .digest('hex')
  const kept = await readFile(join(folder, LESSON), 'utf8').catch(() => null)
  if (kept !== null) {
    const { key: before, start } = JSON.parse(kept) as { key: string; start: LessonStart }
    if (before === key) return start
  }
  await rm(folder, { recursive: true, force: true })
  const { files, ...start } = await lesson()
  await mkdir(join(folder, DATA), { recursive: true }).catch((error) => {
    throw diskError('makeFolder', folder, error)
  })
  for (const [name, content] of files)
    await writeAtomically(join(folder, DATA, name), [content], { overwrite: true })
  // The last one: a lesson that is there is whole.
  await writeAtomically(join(folder, LESSON), [Buffer.from(JSON.stringify({ key, start }))], {
    overwrite: true,
  })
  return start
}

/** Trains the network, or goes on with it. */
async function trained(
  { base, steps }: StyleOrder,
  { mixture, style }: LessonStart,
  { folder, dataFolder }: LearnPlaces,
  { signal, emit }: Pick<CallContext, 'signal' | 'emit'>,
): Promise<void> {
  const begun = startingPointOf(base)
  const out = join(folder, RUN)
  const thread = startTrainThread(
    {
      recipe: 'font',
      data: join(folder, DATA),
      out,
      steps,
      batch: BATCH,
      seed: 0,
      resume: (await stat(join(out, checkpointFile)).catch(() => null)) !== null,
      options: {
        ...begun.options,
        ...OPTIONS,
        style,
        styleSteps: Math.min(MAX_STYLE_STEPS, Math.floor(steps / 3)),
      },
      initial: new Map([...begun.weights, ...withMixture(begun.weights, mixture)]),
      keepBest: true,
      checkpointEvery: CHECKPOINT_EVERY,
      sampleEvery: LOOK_EVERY,
      place: { device: 'cpu', dataFolder, title: 'font' },
    },
    (event) => void tell(event, emit),
  )
  const stop = () => thread.order('stop')
  signal.addEventListener('abort', stop, { once: true })
  try {
    await thread.result
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
}

async function tell(event: RunEvent, emit: CallContext['emit']): Promise<void> {
  if (event.kind === 'notice') emit(event)
  else if (event.kind === 'progress')
    emit({
      kind: 'progress',
      step: Math.round(PREPARING + (TRAINING * event.step) / event.total),
      total: 100,
      secondsLeft: event.secondsLeft,
    })
  else {
    const { data, info } = await sharp(event.png).grayscale().raw().toBuffer({ resolveWithObject: true })
    const { width, height } = info
    emit({ kind: 'preview', pixels: { width, height, channels: 1, data: new Uint8Array(data) } })
  }
}

const nearestOf = ({ mixture }: LessonStart, { manifest }: LoadedModel): LearnedStyle['nearest'] =>
  manifest
    .font!.styles.map(({ name }, at) => ({ style: name, share: mixture[at]! }))
    .filter(({ share }) => share > 0.01)
    .sort((a, b) => b.share - a.share)
