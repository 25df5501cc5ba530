import { Random } from '../../nets/random.ts'
import type { Outline } from '../../tools/font/outline/outline.ts'
import { bar, smallDesign } from '../../tools/font/write/design.fixture.ts'
import type { FontDesign } from '../../tools/font/write/design.ts'

/** Han characters that a made-up font draws by two to four strokes each. */
export const learnableCharacters = '一丁七万丈三上下不与丑专且世丘丙业丛东丝两严丧个中丰'

/** @param bolder thousandths of the em by which strokes are thicker on either side */
export function hanDesign(bolder: number): FontDesign {
  const design = smallDesign()
  return {
    ...design,
    glyphs: [
      ...design.glyphs.filter(
        ({ character }) => !learnableCharacters.includes(String.fromCodePoint(character)),
      ),
      ...[...learnableCharacters].map((each) => {
        const character = each.codePointAt(0)!
        return { character, outline: strokes(character, bolder), advance: 1000 }
      }),
    ].sort((a, b) => a.character - b.character),
  }
}

/** Level and upright strokes that do not meet, in places that follow from the character. */
function strokes(character: number, bolder: number): Outline {
  const random = new Random(character, 'strokes')
  const upright = 120 + random.below(8) * 20
  const rows = [640, 400, 160].slice(0, 1 + random.below(3))
  return [
    bar(upright - 35 - bolder, -40, upright + 35 + bolder, 800),
    ...rows.map((row) => {
      const y = row + random.below(6) * 15
      return bar(380 - bolder, y - bolder, 700 + random.below(10) * 20 + bolder, y + 60 + bolder)
    }),
  ]
}
