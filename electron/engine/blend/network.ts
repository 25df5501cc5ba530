import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { BLENDING_MODEL } from '../../contract/model/bundled.ts'
import type { PictureTensor } from '../../contract/model/tensor.ts'
import { type Text, text } from '../../contract/text.ts'
import { type Correction, type NetworkView, trustIn } from '../../tools/blend/anchor.ts'
import { NETWORK_SIDE } from '../../tools/blend/reducedPhoto.ts'
import { ModelThread } from '../compute/modelThread.ts'
import { loadModel } from '../models/folder.ts'
import { type ChoosePlace, type SessionPlace, samePlace } from '../sessions/place.ts'

/** What a blending network makes of what it is shown. */
export type BlendingNetwork = (view: NetworkView) => Promise<Correction>

/**
 * Opens the installed blending network.
 *
 * @param tell called with the reason where the processor computes it in place of the chosen device
 * @throws GanvasError `unavailable` when it is not installed, `unreadable-file` when it is damaged or no such network
 */
export async function openBlendingNetwork(
  modelsFolder: string,
  place: ChoosePlace,
  tell: (said: Text) => void,
): Promise<BlendingNetwork> {
  const { manifest, files } = await loadModel(modelsFolder, BLENDING_MODEL).catch((thrown) => {
    if (!(thrown instanceof GanvasError)) throw thrown
    throw new GanvasError(
      thrown.code,
      text('models.anchorUnavailable', { reason: reasonOf(thrown) }),
      { ...thrown.data, model: BLENDING_MODEL },
      { cause: thrown },
    )
  })
  const [input] = manifest.inputs
  const [output] = manifest.outputs
  const model = files.generator
  if (!model || !takes(input, 'red green blue coverage') || !takes(output, 'red green blue'))
    throw new GanvasError(
      'unreadable-file',
      text('models.wrongKind', { model: BLENDING_MODEL, side: NETWORK_SIDE }),
    )
  let thread: { at: SessionPlace; model: ModelThread } | null = null
  return async (view) => {
    const at = await place(manifest.title.en)
    if (!thread || thread.model.ended || !samePlace(thread.at, at)) {
      thread?.model.end()
      thread = { at, model: new ModelThread(model, BLENDING_MODEL, at, tell) }
    }
    const [low, high] = input!.range
    const shown = view.map((value) => low + (high - low) * value)
    const result = await thread.model.run(shown, [1, 4, NETWORK_SIDE, NETWORK_SIDE])
    const [dark, bright] = output!.range
    const trust = trustIn(view)
    return result.map((value, i) => trust * ((value - dark) / (bright - dark) - view[i]!))
  }
}

function takes(tensor: PictureTensor | undefined, channels: string): boolean {
  return (
    tensor?.channels.join(' ') === channels &&
    'width' in tensor.size &&
    tensor.size.width === NETWORK_SIDE &&
    tensor.size.height === NETWORK_SIDE
  )
}
