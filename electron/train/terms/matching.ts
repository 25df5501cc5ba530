import type { Form } from '../forms/form.ts'
import type { Term } from '../game/thing.ts'
import { asFake, asReal } from './adversarial.ts'
import { sum, times } from './combine.ts'

/**
 * The loss of a critic that also asks whether a text is of the picture (Reed et al. 2016, algorithm 1): beside pictures that were
 * made it is shown real ones of which something else is said.
 *
 * @param wrongWeight share of those among what does not count as real; 0 leaves them out
 */
export function matching(
  form: Form,
  critic: string,
  [real, wrong, made]: readonly [real: string, wrong: string, made: string],
  text: string,
  wrongWeight: number,
): Term {
  const seen = (input: string) => ({ input, text })
  return sum(
    asReal(form, critic, seen(real)),
    ...(wrongWeight > 0 ? [times(wrongWeight, asFake(form, critic, seen(wrong)))] : []),
    times(1 - wrongWeight, asFake(form, critic, seen(made))),
  )
}
