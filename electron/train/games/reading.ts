import type { PictureFamily } from '../../nets/families.ts'
import { pictureReader } from '../../nets/reader.ts'
import type { Game } from '../game/game.ts'
import type { Minimisation } from '../step/step.ts'
import { category } from '../terms/classes.ts'
import { reported } from '../terms/combine.ts'

/**
 * What games have of a `reader`, a classifier through few numbers: it learns the classes of `real` in a turn of its own, and others
 * see it by `madeAtRest`, which nothing trains it by.
 */
export const reading = (
  family: PictureFamily,
  { size, code }: { size: number; code: number },
  classes: number,
  update: Minimisation,
) =>
  ({
    players: { reader: { net: pictureReader(family.features(true), { code, classes }), update } },
    turns: {
      reader: [
        { players: ['reader'], loss: reported('reader', category('reader', 'real', 'label', 'scores')) },
      ],
    },
    products: {
      reader: { player: 'reader', inputs: { input: [3, size, size] }, heads: ['scores'] },
      generator: { player: 'generator', inputs: { input: [code] } },
    },
  }) satisfies Partial<Game>
