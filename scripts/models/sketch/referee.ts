import { biased, look, type Seen } from './looks.ts'

/** Neighbours that have a say. */
const VOTES = 9

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
  const known = await rowsOf(trained)
  // A class with many pictures is near to everything: votes count by how rare the class is.
  const rarity = new Map<number, number>()
  for (const { of } of trained) rarity.set(of, (rarity.get(of) ?? 0) + 1)
  const share = async (set: readonly Seen[]) => {
    const rows = await rowsOf(set)
    const hits = set.filter(({ of }, k) => {
      const near = known
        .map((row, at) => ({ at, likeness: dot(row, rows[k]!) }))
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, VOTES)
      const votes = new Map<number, number>()
      for (const { at } of near) {
        const voted = trained[at]!.of
        votes.set(voted, (votes.get(voted) ?? 0) + 1 / Math.sqrt(rarity.get(voted)!))
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
