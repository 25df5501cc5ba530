import { toPlainError } from '../../contract/errors.ts'
import type { DeviceId } from '../../contract/procedures/app.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import type { SessionTensor, SessionTensors } from '../../graph/session.ts'
import { loadModel } from '../models/folder.ts'
import { networkName, openTranslator } from '../models/translator.ts'
import { adaptedTo } from '../sessions/adapt.ts'
import { compareOn, faultOf } from '../sessions/compare.ts'
import { openOn } from '../sessions/runtime.ts'
import { trialFeeds } from '../sessions/trialFeeds.ts'
import { networkHash, type Verdict, verdictsIn } from '../sessions/verdicts.ts'
import { runtimeVersion } from '../sessions/version.ts'
import { generatorOf } from '../sketch/generator.ts'
import type { CheckAnswer, CheckOrder } from './checkModel.ts'
import { generatingFeeds } from './generating.ts'

/*
 * The program of a throw-away process: computes the networks of one model on a device and on the processor. A driver
 * may end the process; that too is an answer.
 */

interface Network {
  /** Which of a model's networks, where it has several. */
  role: string
  /** As it is called in what is remembered. */
  name: string
  model: Uint8Array
  feeds: SessionTensors
}

async function networksOf(folder: string, id: string): Promise<Network[]> {
  const { manifest, files } = await loadModel(folder, id)
  if (manifest.generation) {
    const feeds = generatingFeeds(generatorOf(manifest, files))
    return Object.entries(files).map(([role, model]) => ({
      role,
      name: networkHash(model),
      model,
      feeds: feeds.get(role)!,
    }))
  }
  const [input] = manifest.inputs
  if (!input) return []
  if (!manifest.translation)
    return Object.entries(files).map(([role, model]) => {
      const style = manifest.font && {
        style: oneHot(manifest.font.styles.length),
      }
      return { role, name: networkHash(model), model, feeds: { ...trialFeeds(input), ...style } }
    })
  const translator = await openTranslator(folder, id)
  const directions = { generator: 'forward', reverse: 'reverse' } as const
  return Object.entries(translator.files).map(([role, file]) => ({
    role,
    name: networkName(translator, directions[role as keyof typeof directions]),
    model: 'multiple' in input.size ? withAnySize(file) : file,
    feeds: trialFeeds(input, manifest.translation),
  }))
}

/** The first of so many styles. */
const oneHot = (count: number): SessionTensor => ({
  data: Float32Array.from({ length: count }, (_, at) => (at === 0 ? 1 : 0)),
  shape: [1, count],
})

async function compared(device: DeviceId, { model, feeds }: Network): Promise<Verdict> {
  const onDevice = await openOn(device, adaptedTo(device, model))
  const onProcessor = await openOn('cpu', model)
  const { difference, deviceSeconds, cpuSeconds } = await compareOn(onDevice, onProcessor, feeds)
  const fault = faultOf({ difference, deviceSeconds, cpuSeconds }, false)
  return {
    fault,
    difference: Number.isFinite(difference) ? difference : null,
    deviceSeconds,
    cpuSeconds,
    said: '',
  }
}

async function check({ device, folder, id, dataFolder }: CheckOrder): Promise<CheckAnswer> {
  const verdicts = verdictsIn(dataFolder, runtimeVersion())
  const rows = []
  for (const network of await networksOf(folder, id)) {
    const verdict = await compared(device, network).catch((thrown) => {
      const said = toPlainError(thrown).message
      return { fault: 'failed' as const, difference: null, deviceSeconds: null, cpuSeconds: null, said }
    })
    verdicts.set(device, network.name, verdict)
    rows.push({ role: network.role, ...verdict })
  }
  return { rows }
}

process.once('message', (order: CheckOrder) => {
  check(order).then(
    (answer) => process.send?.(answer),
    (thrown) => process.send?.({ error: toPlainError(thrown).message }),
  )
})
