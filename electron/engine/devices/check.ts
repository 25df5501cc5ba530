import { toPlainError } from '../../contract/errors.ts'
import type { DeviceId } from '../../contract/procedures/app.ts'
import { withAnySize } from '../../graph/onnx/anySize.ts'
import type { SessionTensors } from '../../graph/session.ts'
import { loadModel } from '../models/folder.ts'
import { networkName, openTranslator } from '../models/translator.ts'
import { adaptedTo } from '../sessions/adapt.ts'
import { compareOn, faultOf } from '../sessions/compare.ts'
import { openOn } from '../sessions/runtime.ts'
import { networkHash, type Verdict, verdictsIn } from '../sessions/verdicts.ts'
import { runtimeVersion } from '../sessions/version.ts'
import type { CheckAnswer, CheckOrder } from './checkModel.ts'
import { smallInputs } from './networks.ts'

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
  const translator = manifest.translation && (await openTranslator(folder, id))
  const directions = { generator: 'forward', reverse: 'reverse' } as const
  const anySize = translator && 'multiple' in translator.input.size
  return [...smallInputs(manifest, files)].map(([role, feeds]) => {
    const model = files[role]!
    return {
      role,
      name: translator
        ? networkName(translator, directions[role as keyof typeof directions])
        : networkHash(model),
      model: anySize ? withAnySize(model) : model,
      feeds,
    }
  })
}

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
