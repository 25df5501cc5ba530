import { Random } from '../../../electron/nets/random.ts'
import { biased, look, type Seen } from './looks.ts'

/** Neighbours that have a say, and pictures of a class that may be among them: where one has many more, it is near to everything. */
const VOTES = 9
const KNOWN = 120

/**
 * How often pictures are of the class that was asked for, by a referee that knows the training's pictures alone: the class of most
 * of the nearest, by features of a network that was trained on photographs of all kinds. The share of held-out pictures says
 * how good the referee is.
 */
export async function refereeOf(
  file: string,
  { trained, heldOut, made }: Record<'trained' | 'heldOut' | 'made', readonly Seen[]>,
): Promise<{ heldOut: number; made: number }> {
  const network = await biased(file, 128, 'block15')
  const rowsOf = async (set: readonly Seen[]) => {
    const { rows, dimensions } = await look(
      set.map(({ pixels }) => pixels),
      network,
    )
    return set.map((_, k) => unit(rows.subarray(k * dimensions, (k + 1) * dimensions)))
  }
  const judging = [...new Set(trained.map(({ of }) => of))].flatMap((of) => {
    const all = trained.filter((each) => each.of === of)
    return [...new Random(0, `referee ${of}`).permutation(all.length)].slice(0, KNOWN).map((at) => all[at]!)
  })
  const known = await rowsOf(judging)
  const share = async (set: readonly Seen[]) => {
    const rows = await rowsOf(set)
    const hits = set.filter(({ of }, k) => {
      const near = known
        .map((row, at) => ({ at, likeness: dot(row, rows[k]!) }))
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, VOTES)
      const votes = new Map<number, number>()
      for (const { at } of near) {
        const voted = judging[at]!.of
        votes.set(voted, (votes.get(voted) ?? 0) + 1)
      }
      return [...votes].sort((a, b) => b[1] - a[1])[0]![0] === of
    })
    return hits.length / set.length
  }
  return { heldOut: await share(heldOut), made: await share(made) }
}

function unit(row: Float32Array): Float32Array {
  const length = Math.sqrt(dot(row, row))
  return row.map((x) => x / length)
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}
