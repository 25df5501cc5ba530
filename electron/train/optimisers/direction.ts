import * as op from '../../graph/builder.ts'
import type { Optimiser } from './optimiser.ts'

/**
 * Steps of one length, whatever the slope, by each row of a parameter [rows, …]: p <- p - rate g / mean |g|. So PPGN's sampler
 * goes (Nguyen et al. 2017), whose weights say how the parts of a step compare and nothing else.
 */
export const direction = (): Optimiser => ({
  name: 'direction',
  slots: [],
  scalars: { rate: ({ rate }) => rate },
  update(parameter, gradient, _, { rate }) {
    const axes = parameter.shape.map((_, axis) => axis).slice(1)
    const size = op.add(op.reduceMean(op.abs(gradient), axes), 1e-12)
    return { parameter: op.sub(parameter, op.mul(op.div(gradient, size), rate!)), slots: [] }
  },
})
