import { Brush, Check, CircleAlert, FileImage, ImageDown, RotateCcw, Type } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type {
  FontStyleChoice,
  FontWork,
  GlyphState,
  GlyphWay,
} from '../../../../electron/contract/tools/fontWorks.ts'
import { reasonOf } from '../../../app/failures.ts'
import { useIsOpen } from '../../../app/opened.ts'
import { useT } from '../../../i18n/index.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Select.tsx'
import { fetchOutlines, outlineKey, readyGlyphs } from '../proof/outlines.ts'
import { titleOf } from '../source/StyleChoice.tsx'
import { fontState } from '../state.ts'
import { GlyphPicture } from './GlyphCell.tsx'
import { openPicture, pickedPicture } from './pictures.ts'
import { redo } from './redo.ts'
import { openForRedrawing } from './redraw.ts'

/** One glyph, and the ways to make it another one. */
export function GlyphPanel({ work }: { work: FontWork }) {
  const t = useT()
  const glyph = useStore(fontState, ({ glyphs, selected }) =>
    glyphs?.find(({ character }) => character === selected),
  )
  return (
    <aside className="font-side font-side--right" aria-label={t('font:glyph.panel')}>
      {glyph ? (
        <ChosenGlyph work={work} glyph={glyph} key={glyph.character} />
      ) : (
        <p className="font-hint">{t('font:glyph.choose')}</p>
      )}
    </aside>
  )
}

function ChosenGlyph({ work, glyph }: { work: FontWork; glyph: GlyphState }) {
  const t = useT()
  const revision = useStore(fontState, (state) => state.revision)
  const { character, faults, origin, state, own } = glyph
  const key = outlineKey(work.name, work.plan, revision)
  const [, setRead] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the plan
  useEffect(() => {
    if (state === 'lacking') return
    const controller = new AbortController()
    fetchOutlines(key, work.name, work.plan, [character], controller.signal)
      .then(() => setRead((count) => count + 1))
      // Cancelled, or the engine is away: another look asks again.
      .catch(() => {})
    return () => controller.abort()
  }, [key, character, state])
  const ready = readyGlyphs(key).get(character)
  const code = character.toString(16).toUpperCase().padStart(4, '0')
  return (
    <>
      <section className="font-section">
        <h3>
          <span data-own>{String.fromCodePoint(character)}</span>{' '}
          <span className="font-hint number">U+{code}</span>
        </h3>
        <div className="font-glyph__picture">{ready && <GlyphPicture ready={ready} size={208} />}</div>
        <p className="font-hint">
          {state === 'made' ? t(`font:origin.${origin}`) : t(`font:state.${state}`)}
        </p>
        {faults.map((fault) => (
          <p className="font-fault" key={fault}>
            <CircleAlert size={15} aria-hidden />
            {t(`font:fault.${fault}`)}
          </p>
        ))}
      </section>
      <GlyphWays
        work={work}
        character={character}
        script={glyph.script}
        own={own}
        faulty={faults.length > 0}
        made={state === 'made'}
      />
    </>
  )
}

interface GlyphWaysProps {
  work: FontWork
  character: number
  script: GlyphState['script']
  own: boolean
  faulty: boolean
  made: boolean
}

function GlyphWays({ work, character, script, own, faulty, made }: GlyphWaysProps) {
  const t = useT()
  const documentOpen = useIsOpen()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem('')
    try {
      await work()
    } catch (thrown) {
      setProblem(reasonOf(thrown))
    }
    setBusy(false)
  }
  const by = (way: GlyphWay | null) =>
    attempt(async () => void (way && (await redo(work.name, character, way))))
  const byFile = () =>
    attempt(async () => {
      const picture = await pickedPicture()
      if (picture) await redo(work.name, character, { kind: 'picture', picture })
    })
  return (
    <section className="font-section font-ways" aria-busy={busy}>
      <h3>{t('font:glyph.ways')}</h3>
      {problem && (
        <p className="font-problem" role="alert">
          <CircleAlert size={16} aria-hidden />
          <span data-own>{problem}</span>
        </p>
      )}
      {faulty && (
        <Button icon={Check} disabled={busy} onClick={() => void by({ kind: 'accept' })}>
          {t('font:glyph.accept')}
        </Button>
      )}
      <Button
        icon={Brush}
        disabled={busy}
        onClick={() => void attempt(() => openForRedrawing(work, character))}
      >
        {t('font:glyph.redraw')}
      </Button>
      <Button
        icon={ImageDown}
        disabled={busy || !documentOpen}
        onClick={() => void by({ kind: 'picture', picture: openPicture() })}
      >
        {t('font:glyph.takeOpen')}
      </Button>
      <Button icon={FileImage} disabled={busy} onClick={() => void byFile()}>
        {t('font:glyph.takeFile')}
      </Button>
      <Button icon={Type} disabled={busy || !made} onClick={() => void by({ kind: 'source' })}>
        {t('font:glyph.source')}
      </Button>
      {script && work.plan.styles[script].kind === 'model' && (
        <OtherStyle style={work.plan.styles[script]} disabled={busy} onChoose={by} />
      )}
      {own && (
        <Button icon={RotateCcw} disabled={busy} onClick={() => void by({ kind: 'plan' })}>
          {t('font:glyph.plan')}
        </Button>
      )}
    </section>
  )
}

/** This glyph alone in another style of the same model. */
function OtherStyle({
  style,
  disabled,
  onChoose,
}: {
  style: FontStyleChoice
  disabled: boolean
  onChoose(way: GlyphWay): void
}) {
  const t = useT()
  const styles = useStore(fontState, (state) => state.styles)
  const [[most] = []] = Object.entries(style.kind === 'model' ? style.mixture : {}).sort(
    (a, b) => b[1] - a[1],
  )
  const [chosen, setChosen] = useState(most ?? '')
  const model = style.kind === 'model' ? style.model : ''
  return (
    <Select
      label={t('font:glyph.other')}
      wide
      disabled={disabled}
      value={chosen}
      onChange={(name) => {
        setChosen(name)
        onChoose({ kind: 'mixture', mixture: { [name]: 1 } })
      }}
      groups={[
        styles
          .filter((each) => each.model === model)
          .map((each) => ({ value: each.name, label: titleOf(each, each.name) })),
      ]}
    />
  )
}
