import { z } from 'zod'
import { procedure } from '../define.ts'
import { Text } from '../text.ts'
import { Comparison } from './comparison.ts'

const path = z.string().min(1)

/** Sizes of dynamic axes: by the name that the file gives an axis. */
const Dimensions = z.record(z.string(), z.int().min(1))

const TensorType = z.object({ name: z.string(), dtype: z.string(), shape: z.array(z.int()) })

export const NetworkReport = z.object({
  inputs: z.array(TensorType),
  outputs: z.array(TensorType),
  /** Numbers in the weights. */
  parameters: z.int(),
  /** How often each operator occurs, most often first. */
  operators: z.array(z.object({ operator: z.string(), count: z.int() })),
  /** Nodes that run but cannot be differentiated, and why. */
  blocked: z.array(z.object({ node: z.string(), operator: z.string(), reason: z.union([Text, z.string()]) })),
  /** Outputs whose gradient with respect to every floating-point input can be had. */
  differentiable: z.boolean(),
})
export type NetworkReport = z.infer<typeof NetworkReport>

export const ExportInput = z.object({
  path,
  out: path,
  overwrite: z.boolean().default(false),
  precision: z.enum(['single', 'half']).default('single'),
  /** Batch normalisations stay as they are, are folded into the layer before them, or normalise each picture by itself. */
  normalisation: z.enum(['keep', 'fold', 'instance']).default('keep'),
  /** The weights go into `<out>.data` beside the model, which they must above 2 GB. */
  external: z.boolean().default(false),
  dimensions: Dimensions.default({}),
})
export type ExportInput = z.infer<typeof ExportInput>

const ExportResult = z.object({
  path,
  /** The size of the model and, if they lie beside it, of its weights. */
  bytes: z.int(),
  /** Batch normalisations that are still there. */
  kept: z.int(),
  comparison: Comparison,
})

/** What can be done with any `.onnx` file. */
export const networkProcedures = {
  'networks.check': procedure(z.object({ path, dimensions: Dimensions.default({}) }), NetworkReport),
  'networks.export': procedure(ExportInput, ExportResult),
}
