import { z } from 'zod'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { DeviceId } from '../../contract/procedures/app.ts'
import type { CallContext, Handlers } from '../../contract/server.ts'
import { text } from '../../contract/text.ts'
import { recipes } from '../../train/games/index.ts'
import type { RunEvent } from '../../train/run/options.ts'
import { startTrainThread } from '../compute/trainThread.ts'
import { folderWith, loadModel } from '../models/folder.ts'
import { foreignStart, type StartingPoint, startingPointOf, startOf } from '../models/startingPoint.ts'
import type { ChoosePlace } from '../sessions/place.ts'
import { proposedImport } from './imports.ts'

type TrainHandlers = Pick<Handlers<EngineContract>, 'train.recipes' | 'train.run'>

export interface TrainDeps {
  listDevices: Handlers<EngineContract>['devices.list']
  modelsFolders: readonly [string, ...string[]]
  dataFolder: string
  /** Holds the sample document, which tells the ranges of a network from elsewhere. */
  assetsFolder: string
  place: ChoosePlace
}

/** The training procedures. A run has a thread of its own; the queue lets one run at a time. */
export function createTrainHandlers(deps: TrainDeps): TrainHandlers {
  const { listDevices, dataFolder } = deps
  return {
    'train.recipes': () =>
      [...recipes.values()].map(({ name, summary, defaults, options }) => ({
        name,
        summary,
        ...defaults,
        options: z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' }),
      })),

    async 'train.run'({ from, device, ...input }, context) {
      if (device !== 'cpu') await requireDevice(device, listDevices, context)
      const start = from === undefined || input.resume ? null : await startFrom(from, input.recipe, deps)
      const options = { ...start?.options, ...input.options }
      const thread = startTrainThread(
        {
          ...input,
          place: { device, dataFolder, title: input.recipe },
          options,
          ...(start && startOf(start)),
        },
        (event) => tell(event, context),
      )
      const stop = () => thread.order('stop')
      context.signal.addEventListener('abort', stop, { once: true })
      try {
        return await thread.result
      } finally {
        context.signal.removeEventListener('abort', stop)
      }
    },
  }
}

/**
 * What a run of `recipe` takes from an installed model, or from a network in an ONNX file, with the settings that
 * importing it would propose.
 *
 * @throws GanvasError as `loadModel`, or as reading the file; `unsupported` for a model of another recipe, and for a
 *   network that cannot be trained
 */
async function startFrom(
  from: string,
  recipe: string,
  { modelsFolders, assetsFolder, place }: TrainDeps,
): Promise<StartingPoint> {
  const start = /\.onnx$/i.test(from)
    ? foreignStart(await proposedImport(from, assetsFolder, place))
    : startingPointOf(await loadModel(await folderWith(from, modelsFolders), from))
  if (start.recipe === null || start.recipe === recipe) return start
  throw new GanvasError(
    'unsupported',
    text('lab.otherRecipe', { model: from, recipe: start.recipe, wanted: recipe }),
  )
}

/** @throws unavailable with what the device needs */
async function requireDevice(
  id: DeviceId,
  listDevices: TrainDeps['listDevices'],
  context: CallContext,
): Promise<void> {
  const { devices } = await listDevices({ probeAgain: false }, context)
  const reason = devices.find((device) => device.id === id)?.reason
  if (reason)
    throw new GanvasError(
      'unavailable',
      text('devices.unusable', { device: text(`deviceNames.${id}`), reason }),
    )
}

/** Passes on what a caller follows; samples are files of the run, and are not sent. */
function tell(event: RunEvent, { emit }: CallContext): void {
  if (event.kind === 'notice') emit(event)
  else if (event.kind === 'progress') {
    const { step, total, secondsLeft, losses } = event
    emit({ kind: 'progress', step, total, secondsLeft })
    emit({ kind: 'losses', step, values: losses })
  }
}
