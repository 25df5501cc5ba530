import { played, type Row, stepsOf } from '../row.ts'
import { lines } from './lines.ts'

/** What is left of the slope that a generator would learn by, after a critic was trained to its best. */
async function left(noise: number, seed: number, share: number): Promise<number> {
  const slopeAfter = async (steps: number) => {
    const options = { objective: 'minimax', distance: 1, noise }
    return (await played({ recipe: lines, options, steps, batch: 256, seed })).slope!
  }
  return (await slopeAfter(stepsOf(2000, share))) / (await slopeAfter(1))
}

/** Noisy inputs, by the lines that do not touch. */
export const noise: Row = {
  name: 'noise',
  reference: 'Arjovsky and Bottou 2017; Sønderby et al. 2017, noise on what the critic sees',
  claim:
    'where supports do not meet, the better the critic, the less a generator learns; with noise it goes on learning',
  required:
    'of the slope at the first step at most 0.01 are left without noise, and at least 0.3 with σ = 0.5',
  seeds: [0, 1, 2, 3, 4],
  figures: async (seed, share) => ({
    leftWithout: await left(0, seed, share),
    leftWithNoise: await left(0.5, seed, share),
  }),
  reached: (figures) =>
    figures.every(({ leftWithout, leftWithNoise }) => leftWithout! <= 0.01 && leftWithNoise! >= 0.3),
}
