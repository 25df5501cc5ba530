import { exactEncoder } from '../../nets/joint.ts'
import { from } from '../game/things.ts'
import { jointInference } from './joint.ts'

/** BiGAN (Donahue et al. 2017): {@link jointInference} with one code for each picture. */
export const bigan = jointInference({
  name: 'bigan',
  summary: 'a generator of pictures like those in DIR, and the encoder that undoes it',
  encoder: exactEncoder,
  code: () => ({ code: from(['found'], (found) => found) }),
})
