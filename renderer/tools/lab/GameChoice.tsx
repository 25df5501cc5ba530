import { useStore } from 'zustand'
import { drawingGames, twoKindsGames } from '../../../electron/contract/procedures/lab.ts'
import { engine } from '../../app/connection.ts'
import { say, useT } from '../../i18n/index.ts'
import { Cards } from './Cards.tsx'
import { change, draft } from './draft.ts'
import { useAnswer } from './useAnswer.ts'

/** What is to change between two kinds of pictures; recommended by what was measured on some of each. */
export function TwoKindsChoice() {
  const t = useT()
  const { games, folders } = useStore(draft)
  const { a, b } = folders
  const both = a !== '' && b !== ''
  const { value, busy } = useAnswer(both ? `${a} | ${b}` : null, async (signal) => {
    const advice = await engine.call('lab.advise', { a, b }, { signal })
    draft.setState({ advised: advice.game })
    return advice
  })
  if (!both) return null
  return (
    <>
      <Cards
        label={t('lab:game.unpaired')}
        across={3}
        value={games.unpaired ?? value?.game ?? 'cyclegan'}
        onChange={(game) => change({ games: { ...games, unpaired: game } })}
        cards={twoKindsGames.map((game) => ({
          value: game,
          title: t(`lab:game.${game}`),
          about: t(`lab:game.${game}About`),
          paper: t(`lab:game.paper.${game}`),
          badge: game === value?.game ? t('lab:game.recommended') : undefined,
        }))}
      />
      <p className="lab-hint" role="status">
        {busy ? t('lab:game.measuring') : value && say(value.said)}
      </p>
    </>
  )
}

/** What matters most of pictures that are drawn of nothing but others. */
export function DrawingChoice() {
  const t = useT()
  const games = useStore(draft, (state) => state.games)
  return (
    <Cards
      label={t('lab:game.drawn')}
      across={4}
      value={games.drawn ?? 'dcgan'}
      onChange={(game) => change({ games: { ...games, drawn: game } })}
      cards={drawingGames.map((game) => ({
        value: game,
        title: t(`lab:game.${game}`),
        about: t(`lab:game.${game}About`),
        paper: t(`lab:game.paper.${game}`),
        badge: game === 'dcgan' ? t('lab:game.recommended') : undefined,
      }))}
    />
  )
}
