import type { CallContext } from '../../contract/server.ts'
import { keyOf, loggedOf, madeOf, wantedOf } from './glyphs.ts'
import { wantedCharacters } from './make.ts'
import type { FontPool } from './pool.ts'
import type { OpenWork } from './works.ts'

/** Makes what the plan asks for and is not made; every few glyphs are kept at once. */
export async function generate(
  work: OpenWork,
  pool: FontPool,
  { signal, emit }: CallContext,
): Promise<{ made: number; flagged: number }> {
  // As it is now: what is changed meanwhile makes glyphs anew.
  const { record } = work
  const mapped = new Set((await pool.described()).characters)
  const characters = wantedCharacters(record.plan.characters).filter((each) => mapped.has(each))
  const open = characters.filter((character) => !madeOf(work, character))
  const before = characters.length - open.length
  emit({ kind: 'progress', step: before, total: characters.length, secondsLeft: null })
  await pool.drawAll(
    open.map((character) => wantedOf(record, character)),
    record.plan.shape,
    {
      signal,
      onNotice: (said) => emit({ kind: 'notice', text: said }),
      onDrawn: (drawn) =>
        work.log.add(drawn.map((each) => loggedOf(each, keyOf(record, each.glyph.character)))),
      onProgress: (step, _, secondsLeft) =>
        emit({ kind: 'progress', step: before + step, total: characters.length, secondsLeft }),
    },
  )
  const made = characters.flatMap((character) => madeOf(work, character) ?? [])
  return { made: made.length, flagged: made.filter(({ faults }) => faults.length > 0).length }
}
