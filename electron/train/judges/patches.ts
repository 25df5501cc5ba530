import type { Judge } from '../game/game.ts'
import { laplacianDistances } from '../metrics/laplacianPatches.ts'
import { likeness } from '../metrics/msSsim.ts'
import { picturesOf } from '../metrics/pictures.ts'

/**
 * How far made pictures are from real ones, in their finest detail and in their coarse structure, by sliced Wasserstein
 * distance of Laplacian patches; and how much alike they are, near 1 where one picture is made over and over.
 */
export const patchDistances = (made: string, real: string): Judge => ({
  sees: [made, real],
  figures(results) {
    const [found, wanted] = [made, real].map((name) => picturesOf(results.get(name)!))
    const distances = laplacianDistances(found!, wanted!)
    const [finest, coarsest] = [distances[0], distances.at(-1)]
    // Pictures of 8 px have room for none of the windows.
    if (finest === undefined || coarsest === undefined) return {}
    return { finestDistance: finest, coarsestDistance: coarsest, likeness: likeness(found!) }
  },
})
