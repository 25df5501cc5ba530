import { mkdir, readFile } from 'node:fs/promises'
import { constants, platform, setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { diskError } from '../../contract/diskError.ts'
import type { Text } from '../../contract/text.ts'
import type { RunSettings } from '../../train/game/training.ts'
import { recipeNamed } from '../../train/games/index.ts'
import type { RunFiles } from '../../train/run/checkpoint.ts'
import type { RunResult } from '../../train/run/options.ts'
import { train } from '../../train/run/train.ts'
import { removeHalfWritten, writeAtomically } from '../disk.ts'
import { openerAt } from '../sessions/inThread.ts'
import { serveOrders } from '../threads/serve.ts'
import { DataThread } from './dataThread.ts'
import { Gate } from './gate.ts'
import type { TrainData, TrainKind } from './trainMessages.ts'

/* The thread of a training run. ONNX Runtime blocks it during a step; orders are heard between steps. */

const input = workerData as TrainData
const stopped = new AbortController()
const gate = new Gate()

const { tell } = serveOrders<TrainKind>(
  { train: run },
  {
    hear(order) {
      if (order === 'pause') gate.close()
      else gate.open()
      if (order === 'stop') stopped.abort()
    },
  },
)

const files: RunFiles = {
  read: (path) =>
    readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw diskError('read', path, error)
    }),
  write: async (path, pieces) => {
    await makeFolder(dirname(path))
    await writeAtomically(path, pieces, { overwrite: true })
  },
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw diskError('makeFolder', path, error)
  }
}

async function run(): Promise<RunResult> {
  const {
    out,
    resume,
    options,
    accumulate,
    checkpointEvery,
    sampleEvery,
    initial,
    foreign,
    keepBest = false,
  } = input
  if (input.background) lowerPriority()
  const recipe = recipeNamed(input.recipe)
  await makeFolder(join(out, 'samples'))
  for (const folder of [out, join(out, 'samples')]) await removeHalfWritten(folder)
  return train({
    recipe,
    settings: givenSettings(),
    options,
    openSource: (settings, chosen) => new DataThread({ recipe: recipe.name, settings, options: chosen }),
    ...(accumulate !== undefined && { accumulate }),
    out,
    resume,
    ...(initial && { initial }),
    ...(foreign && { foreign }),
    keepBest,
    files,
    open: openerAt(input.place, tellOfDevice, { threads: input.threads, training: true }),
    signal: stopped.signal,
    ready: () => gate.passed(),
    onEvent: tell,
    checkpointEvery,
    sampleEvery,
  })
}

/** On Linux each thread has its own priority, which threads that it starts inherit; elsewhere the process has one. */
function lowerPriority(): void {
  if (platform() === 'linux') setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL)
}

function givenSettings(): Partial<RunSettings> {
  const { data, steps, batch, seed } = input
  return Object.fromEntries(
    Object.entries({ data, steps, batch, seed }).filter(([, value]) => value !== undefined),
  )
}

const tellOfDevice = (said: Text) => tell({ kind: 'notice', text: said })
