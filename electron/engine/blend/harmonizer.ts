import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { HARMONIZING_MODEL } from '../../contract/model/bundled.ts'
import { text } from '../../contract/text.ts'
import { evaluate } from '../../graph/evaluate.ts'
import { readOnnx } from '../../graph/onnx/read.ts'
import { STATISTICS } from '../../imaging/harmony/statistics.ts'
import { TRANSFORM_NUMBERS } from '../../imaging/harmony/transform.ts'
import type { Harmony } from '../../tools/blend/harmonize.ts'
import { loadModel } from '../models/folder.ts'

/** What a harmoniser says of an object by its statistics. */
export type Harmonizer = (statistics: Float32Array) => Harmony

/**
 * Opens the installed harmoniser. Its few hundred thousand numbers are worked out here: a runtime would take longer to
 * start than they take.
 *
 * @throws GanvasError `unavailable` when it is not installed, `unreadable-file` when it is damaged or no such network
 */
export async function openHarmonizer(modelsFolder: string): Promise<Harmonizer> {
  const { files } = await loadModel(modelsFolder, HARMONIZING_MODEL).catch((thrown) => {
    if (!(thrown instanceof GanvasError)) throw thrown
    throw new GanvasError(
      thrown.code,
      text('models.harmonizerUnavailable', { reason: reasonOf(thrown) }),
      { ...thrown.data, model: HARMONIZING_MODEL },
      { cause: thrown },
    )
  })
  const graph = readOnnx(files.generator!)
  const [input] = graph.inputs
  const [output] = [...graph.outputs.values()]
  if (input?.shape.join() !== `1,${STATISTICS}` || output?.shape.join() !== `1,${TRANSFORM_NUMBERS}`)
    throw new GanvasError('unreadable-file', text('models.noHarmonizer', { model: HARMONIZING_MODEL }))
  return (statistics) => Float32Array.from(evaluate(graph, new Map([[input, statistics]]), [output])[0]!.data)
}
