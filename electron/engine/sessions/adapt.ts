import type { DeviceId } from '../../contract/procedures/app.ts'
import { withPaddedChannels } from '../../graph/onnx/channelPadding.ts'
import { withWidenedWeights } from '../../graph/onnx/half.ts'

/**
 * The model as a device can compute it rightly. Only the processor is sure to have half precision, and folds the casts
 * of half-precision weights by itself.
 */
export function adaptedTo(device: DeviceId, model: Uint8Array): Uint8Array {
  if (device === 'cpu') return model
  const widened = withWidenedWeights(model)
  return device === 'webgpu' ? withPaddedChannels(widened) : widened
}
