import { join } from 'node:path'
import { z } from 'zod'
import { GanvasError, reasonOf } from '../../contract/errors.ts'
import { PictureTensor } from '../../contract/model/tensor.ts'
import { Translation } from '../../contract/model/translation.ts'
import { text } from '../../contract/text.ts'
import { gradients } from '../../graph/differentiate.ts'
import { type Shape, sameShape, showShape } from '../../graph/shapes.ts'
import { networkOfFile } from '../../nets/networkFile.ts'
import type { Network } from '../../nets/weights.ts'
import { mean } from '../objectives/mean.ts'
import { StepBuilder } from '../step/step.ts'
import type { RunFiles } from './checkpoint.ts'

/** What is known of a network from elsewhere: how it is used, what it sees, and what it gives. */
const ForeignFacts = z.strictObject({
  translation: Translation,
  input: PictureTensor,
  output: PictureTensor,
})

/** A network from elsewhere, which a run trains in place of its recipe's own generator. */
export interface Foreign extends z.infer<typeof ForeignFacts> {
  /** The ONNX file: `input` in, `output` out, and noise as the translation has it. */
  model: Uint8Array
}

const [modelFile, factsFile] = ['network.onnx', 'network.json']

/** Puts it into a run's folder, so that the run can go on and be published. */
export async function writeForeign(
  folder: string,
  { model, ...facts }: Foreign,
  files: RunFiles,
): Promise<void> {
  await files.write(join(folder, factsFile), [Buffer.from(`${JSON.stringify(facts, null, 2)}\n`)])
  await files.write(join(folder, modelFile), [model])
}

/** @returns null for a run of its recipe's own networks @throws unreadable-file for one that was damaged */
export async function readForeign(folder: string, { read }: Pick<RunFiles, 'read'>): Promise<Foreign | null> {
  const [model, facts] = [await read(join(folder, modelFile)), await read(join(folder, factsFile))]
  if (!model || !facts) return null
  try {
    return { model, ...ForeignFacts.parse(JSON.parse(new TextDecoder().decode(facts))) }
  } catch (cause) {
    const file = join(folder, factsFile)
    throw new GanvasError('unreadable-file', text('training.badNetwork', { file }), {}, { cause })
  }
}

/** As an architecture, whose weights start as what the file holds. */
export const architectureOf = ({ model, translation }: Foreign): Network =>
  networkOfFile(model, modelFile, translation.kind === 'drawing' ? translation.noise : [])

/**
 * Checks that a network can be trained on pictures of one shape, before a run is begun with it.
 *
 * @param taken [channels, height, width] of a picture that it is given
 * @param wanted of the one that it is to make; any if not given
 * @throws unsupported for another result, for a network without weights, and for one that cannot be differentiated
 */
export function checkTrainable(network: Network, taken: Shape, wanted?: Shape): void {
  const step = new StepBuilder()
  const said = <T>(work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      throw new GanvasError(
        'unsupported',
        text('lab.notTrainable', { reason: reasonOf(cause) }),
        {},
        { cause },
      )
    }
  }
  const made = said(() => network(step.input('input', [1, ...taken]), step.weights('network')))
  const shapes = { taken: showShape(taken), made: showShape(made.shape.slice(1)) }
  if (wanted && !sameShape(made.shape.slice(1), wanted))
    throw new GanvasError('unsupported', text('lab.otherShape', { ...shapes, wanted: showShape(wanted) }))
  const trained = step.parametersOf('network')
  if (trained.length === 0) throw new GanvasError('unsupported', text('lab.nothingToTrain'))
  said(() => gradients(mean(made), trained))
}
