import { played, type Row, stepsOf } from '../row.ts'
import { lines } from './lines.ts'

const distances = [0.1, 0.25, 0.5, 1, 1.5, 2]

/** The slope of the least-squares line through points, and their correlation. */
export function fitted(x: readonly number[], y: readonly number[]): { slope: number; correlation: number } {
  const centre = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length
  const [mx, my] = [centre(x), centre(y)]
  const products = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    a.reduce((sum, value, k) => sum + (value - ma) * (b[k]! - mb), 0)
  const [xx, xy, yy] = [products(x, mx, x, mx), products(x, mx, y, my), products(y, my, y, my)]
  return { slope: xy / xx, correlation: xy / Math.sqrt(xx * yy) }
}

/** The optimal-transport view, by the critic's estimate between two parallel lines. */
export const transport: Row = {
  name: 'transport',
  reference: 'Arjovsky et al. 2017, Wasserstein GAN, example 1',
  claim:
    "the critic's loss is the distance between the lines; that of the minimax game is the same wherever they are",
  required:
    'correlation at least 0.98 and slope 1 ± 0.15 against the distance; the minimax estimate within 2 % of log 2 at each',
  seeds: [0, 1, 2],
  async figures(seed, share) {
    const loss = async (objective: string, distance: number) => {
      const options = { objective, distance }
      const { critic } = await played({
        recipe: lines,
        options,
        steps: stepsOf(objective === 'minimax' ? 1000 : 500, share),
        batch: 256,
        seed,
      })
      return critic!
    }
    const estimates: number[] = []
    let off = 0
    for (const distance of distances) {
      estimates.push(-(await loss('wasserstein', distance)))
      const divergence = Math.LN2 - (await loss('minimax', distance)) / 2
      off = Math.max(off, Math.abs(divergence / Math.LN2 - 1))
    }
    return { ...fitted(distances, estimates), offLog2: off }
  },
  reached: (figures) =>
    figures.every(
      ({ slope, correlation, offLog2 }) =>
        correlation! >= 0.98 && Math.abs(slope! - 1) <= 0.15 && offLog2! <= 0.02,
    ),
}
