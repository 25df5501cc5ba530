import { z } from 'zod'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { DeviceId } from '../../contract/procedures/app.ts'
import type { CallContext, Handlers } from '../../contract/server.ts'
import { inEnglish, text } from '../../contract/text.ts'
import { recipes } from '../../train/recipes/index.ts'
import type { RunEvent } from '../../train/run/options.ts'
import { startTrainThread } from '../compute/trainThread.ts'
import { folderWith, loadModel } from '../models/folder.ts'
import { type StartingPoint, startingPointOf } from '../models/startingPoint.ts'

type TrainHandlers = Pick<Handlers<EngineContract>, 'train.recipes' | 'train.run'>

export interface TrainDeps {
  listDevices: Handlers<EngineContract>['devices.list']
  modelsFolders: readonly [string, ...string[]]
  dataFolder: string
}

/** The training procedures. A run has a thread of its own; the queue lets one run at a time. */
export function createTrainHandlers({ listDevices, modelsFolders, dataFolder }: TrainDeps): TrainHandlers {
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
      const start =
        from === undefined || input.resume ? null : await startFrom(from, input.recipe, modelsFolders)
      const options = { ...start?.options, ...input.options }
      const thread = startTrainThread(
        {
          ...input,
          place: { device, dataFolder, title: input.recipe },
          options,
          ...(start && { initial: start.weights }),
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
 * What a run of `recipe` takes from an installed model.
 *
 * @throws GanvasError as `loadModel`; `unsupported` for a model of another recipe
 */
async function startFrom(
  id: string,
  recipe: string,
  modelsFolders: TrainDeps['modelsFolders'],
): Promise<StartingPoint> {
  const start = startingPointOf(await loadModel(await folderWith(id, modelsFolders), id))
  if (start.recipe === recipe) return start
  throw new GanvasError(
    'unsupported',
    text('lab.otherRecipe', { model: id, recipe: start.recipe, wanted: recipe }),
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

/** Samples are files of the run; nobody asks for them here. */
function tell(event: RunEvent, { emit }: CallContext): void {
  if (event.kind === 'notice') emit({ kind: 'notice', text: inEnglish(event.text), said: event.text })
  else if (event.kind === 'progress') {
    const { step, total, secondsLeft, losses } = event
    emit({ kind: 'progress', step, total, secondsLeft })
    emit({ kind: 'losses', step, values: losses })
  }
}
