import { readFile } from 'node:fs/promises'
import type { Selection } from '../game/training.ts'

/** Whether a figure is better than the best so far; one that is no number never is. */
export function isBetter({ better }: Selection, value: number, best: number | null): boolean {
  if (!Number.isFinite(value)) return false
  return best === null || (better === 'higher' ? value > best : value < best)
}

/** The best figure in the curves of a run, which are there, and the first step that had it; null where there is none. */
export async function bestSoFar(
  curves: string,
  selection: Selection,
): Promise<{ step: number; value: number } | null> {
  const text = await readFile(curves, 'utf8')
  let best: { step: number; value: number } | null = null
  for (const line of text.split('\n')) {
    if (!line.includes(`"${selection.figure}"`)) continue
    const { step, [selection.figure]: value } = JSON.parse(line) as Record<string, number>
    if (isBetter(selection, value!, best?.value ?? null)) best = { step: step!, value: value! }
  }
  return best
}
