import { nonSaturating } from '../../forms/nonSaturating.ts'
import type { Game } from '../../game/game.ts'
import type { Term } from '../../game/thing.ts'
import { charbonnier, l1 } from '../../objectives/pixels.ts'
import { asFake, asReal, fool } from '../../terms/adversarial.ts'
import { reported, sum, times } from '../../terms/combine.ts'
import { distance } from '../../terms/distance.ts'
import type { looksThrough } from '../../terms/looks.ts'
import { watched } from '../../terms/watched.ts'
import type { Mixing } from './mixing.ts'
import type { Chosen } from './options.ts'

/** What the critic sees: a picture, beside what it was made from. */
const result = (name: string) => ({ result: name, input: 'input' })

/** Who minimises what, before the critic has joined (`regress`) and from then on. */
export function turnsOf(
  { l1Weight, softness }: Pick<Chosen, 'l1Weight' | 'softness'>,
  mixing: Mixing | null,
  looks: ReturnType<typeof looksThrough>,
): Game['turns'] {
  const form = nonSaturating()
  const cost = times(l1Weight, errorOf(softness, mixing))
  const seen = looks.terms('', 'translated', 'target')
  const fooled = reported('generator', fool(form, 'critic', result('translated')))
  const told = sum(asReal(form, 'critic', result('target')), asFake(form, 'critic', result('translated')))
  return {
    regress: [{ players: ['generator'], loss: sum(cost, ...seen) }],
    critic: [
      { players: ['critic'], loss: reported('critic', times(0.5, told)) },
      ...looks.moves('target', 'translated'),
    ],
    generator: [
      { players: ['generator'], loss: sum(cost, fooled, ...looks.adversarial('translated'), ...seen) },
    ],
  }
}

/** How far a result is from its target. */
function errorOf(softness: number, mixing: Mixing | null): Term {
  const plain = distance(l1, 'translated', 'target')
  if (mixing) return watched('l1', plain, reported('entropy', mixing.entropy))
  if (softness === 0) return reported('l1', plain)
  const soft = distance((a, b) => charbonnier(a, b, softness), 'translated', 'target')
  return watched('l1', plain, soft)
}
