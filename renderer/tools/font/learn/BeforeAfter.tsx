import { useStore } from 'zustand'
import type { LearnedStyle } from '../../../../electron/contract/tools/fontReferences.ts'
import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { titleOf } from '../source/StyleChoice.tsx'
import { changeStyle, fontState, shownScript } from '../state.ts'
import { PathPicture } from './PathPicture.tsx'
import { DrawCell } from './ReferenceGrid.tsx'

/** What was learned: held-out glyphs without and with it, and the glyphs that are likeliest to be wrong. */
export function BeforeAfter({ work, learned }: { work: FontWork; learned: LearnedStyle }) {
  const t = useT()
  const styles = useStore(fontState, (state) => state.styles)
  const { overlapBefore, overlapAfter, shown, worst, nearest, model, style, round } = learned
  const percent = (share: number) => `${formatNumber(Math.round(100 * share))} %`
  const script = useStore(fontState, shownScript)
  const planned = work.plan.styles[script]
  const used = planned.kind === 'model' && planned.model === model && planned.round === round
  const begun = nearest
    .map(
      ({ style: name, share }) =>
        `${titleOf(
          styles.find((each) => each.name === name),
          name,
        )} ${percent(share)}`,
    )
    .join(', ')
  return (
    <section className="learn__part" aria-label={t('font:learn.result', { round: formatNumber(round) })}>
      <header className="font-section__head">
        <h4>{t('font:learn.result', { round: formatNumber(round) })}</h4>
        {!used && (
          <Button
            onClick={() =>
              changeStyle(work, script, { kind: 'model', model, mixture: { [style]: 1 }, round })
            }
          >
            {t('font:learn.use')}
          </Button>
        )}
      </header>
      <p className="font-hint">
        {t('font:learn.overlap', { before: percent(overlapBefore), after: percent(overlapAfter) })}{' '}
        {t('font:learn.begun', { styles: begun })}
      </p>
      <table className="learn-compare">
        <thead>
          <tr>
            <th scope="col">{t('font:learn.columns.source')}</th>
            <th scope="col">{t('font:learn.columns.before')}</th>
            <th scope="col">{t('font:learn.columns.after')}</th>
            <th scope="col">{t('font:learn.columns.wanted')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ character, source, before, after, wanted }) => (
            <tr key={character} aria-label={String.fromCodePoint(character)}>
              <td>
                <PathPicture path={source} faint />
              </td>
              <td>
                <PathPicture path={before} />
              </td>
              <td className="learn-compare__after">
                <PathPicture path={after} />
              </td>
              <td>
                <PathPicture path={wanted} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {worst.length > 0 && (
        <>
          <h4>{t('font:learn.worst')}</h4>
          <p className="font-hint">{t('font:learn.worstAbout')}</p>
          <ul className="learn-grid" aria-label={t('font:learn.worst')}>
            {worst.map(({ character }) => (
              <li key={character}>
                <DrawCell work={work} character={character} disabled={false} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
