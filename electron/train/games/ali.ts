import * as op from '../../graph/builder.ts'
import { stochasticEncoder } from '../../nets/joint.ts'
import { from, headOf, noise } from '../game/things.ts'
import { jointInference } from './joint.ts'

/** ALI (Dumoulin et al. 2017): {@link jointInference} with codes that are drawn about what the encoder finds. In use it gives their mean. */
export const ali = jointInference({
  name: 'ali',
  summary: 'as bigan, with an encoder that says how sure it is',
  encoder: stochasticEncoder,
  code: ({ latent }) => ({
    epsilon: noise('epsilon', [latent]),
    logDeviation: headOf('found', 'logDeviation'),
    code: from(['found', 'logDeviation', 'epsilon'], (mean, logDeviation, epsilon) =>
      op.add(mean!, op.mul(op.exp(logDeviation!), epsilon!)),
    ),
  }),
})
