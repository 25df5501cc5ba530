import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import { zeros } from '../../nets/initialisers.ts'
import type { Thing } from '../game/thing.ts'
import type { StepBuilder } from '../step/step.ts'

/**
 * A history of generated pictures for the critic (Shrivastava et al. 2017; CycleGAN keeps 50): once full, half of the
 * pictures are exchanged for older ones at random. It is a state tensor, so a checkpoint holds it.
 *
 * @param fresh [N, C, H, W]
 * @returns what the critic is to see in its place
 */
export function imagePool(step: StepBuilder, name: string, fresh: Value, size = 50): Value {
  const [batch, ...picture] = fresh.shape as [number, ...number[]]
  const draws = step.noise(`${name}/draws`, [batch, 2], { kind: 'uniform', from: 0, to: 1 })
  let pool = step.tensor(`${name}/pictures`, [size, ...picture], zeros)
  let count = step.tensor(`${name}/count`, [1], zeros)
  const places = op.constant(
    count,
    [size, 1, 1, 1],
    Array.from({ length: size }, (_, place) => place),
  )
  const seen: Value[] = []
  for (let row = 0; row < batch; row++) {
    const one = op.slice(fresh, [{ axis: 0, start: row, end: row + 1 }])
    const [choice, place] = [0, 1].map((axis) =>
      op.reshape(
        op.slice(draws, [
          { axis: 0, start: row, end: row + 1 },
          { axis: 1, start: axis, end: axis + 1 },
        ]),
        [1],
      ),
    ) as [Value, Value]
    const filling = op.less(count, size)
    const slot = op.where(filling, count, op.apply('Floor', [op.mul(place, size)]))
    // While it fills up, a picture is kept and shown; later half of them are exchanged.
    const kept = op.apply('Or', [filling, op.less(choice, 0.5)])
    const old = op.apply('Gather', [pool, op.cast(slot, 'int64')], { axis: 0 })
    seen.push(op.where(op.apply('And', [kept, op.not(filling)]), old, one))
    const here = op.apply('And', [op.less(op.abs(op.sub(places, slot)), 0.5), kept])
    pool = op.where(here, one, pool)
    count = op.min(op.add(count, 1), size)
  }
  step.set(`${name}/pictures`, pool)
  step.set(`${name}/count`, count)
  return op.concat(seen, 0)
}

/** {@link imagePool} of a thing. */
export const pooled = (name: string, thing: string, size: number): Thing => ({
  players: [],
  things: [thing],
  make: (table) => imagePool(table.step, name, table.thing(thing), size),
})
