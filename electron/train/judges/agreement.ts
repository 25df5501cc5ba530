import type { Pairing } from '../data/pairings/pairing.ts'
import type { Judge } from '../game/game.ts'
import { picturesOf } from '../metrics/pictures.ts'
import { psnr } from '../metrics/psnr.ts'
import { type PictureBytes, ssim } from '../metrics/ssim.ts'
import { meanDifference } from './meanDifference.ts'

/**
 * How near a translation is to the answer, as tensors and as the pictures that they stand for.
 *
 * @param where ends the names of the figures: whether the pictures were held out
 */
export const agreement = (
  { made, wanted, given }: Readonly<Record<'made' | 'wanted' | 'given', string>>,
  { showOutput }: Pick<Pairing, 'showOutput'>,
  where: 'HeldOut' | 'Seen',
): Judge => ({
  sees: [given, made, wanted],
  figures(results) {
    const [found, truth] = [made, wanted].map((name) =>
      picturesOf(showOutput(results.get(name)!, results.get(given)!)),
    )
    const mean = (measure: (a: PictureBytes, b: PictureBytes) => number) =>
      found!.reduce((total, picture, row) => total + measure(picture, truth![row]!), 0) / found!.length
    return {
      [`l1${where}`]: meanDifference(results, made, wanted),
      [`psnr${where}`]: mean((a, b) => psnr(a.data, b.data)),
      [`ssim${where}`]: mean(ssim),
    }
  },
})
