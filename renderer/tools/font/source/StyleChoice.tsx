import { Blend, GraduationCap } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { FontScript } from '../../../../electron/contract/model/fontModel.ts'
import type { FontMixture, FontWork, StyleInfo } from '../../../../electron/contract/tools/fontWorks.ts'
import { currentLanguage, useT } from '../../../i18n/index.ts'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { Slider } from '../../../ui/Slider.tsx'
import { changeStyle, fontState, shownScript } from '../state.ts'
import { ScriptChoice } from './ScriptChoice.tsx'

/** The style of each script that the font has characters of: the source's, one of a model's, or several of them mixed. */
export function StyleChoice({ work }: { work: FontWork }) {
  const script = useStore(fontState, shownScript)
  return <ScriptStyle work={work} script={script} key={script} />
}

function ScriptStyle({ work, script }: { work: FontWork; script: FontScript }) {
  const t = useT()
  const all = useStore(fontState, (state) => state.styles)
  const styles = all.filter((each) => each.script === script)
  const style = work.plan.styles[script]
  const mixture: FontMixture = style.kind === 'model' ? style.mixture : {}
  const chosen = Object.keys(mixture)
  const [mixing, setMixing] = useState(chosen.length > 1)
  const set = (model: string, mixture: FontMixture) => {
    // A model of the font's own styles draws otherwise in each round.
    const round = work.rounds[model]
    changeStyle(work, script, { kind: 'model', model, mixture, ...(round !== undefined && { round }) })
  }
  const press = ({ model, name }: StyleInfo) => {
    if (!mixing || style.kind !== 'model' || style.model !== model) return set(model, { [name]: 1 })
    const { [name]: before, ...others } = mixture
    // The last one of a mixture stays.
    if (before === undefined) set(model, { ...mixture, [name]: 1 })
    else if (Object.keys(others).length > 0) set(model, others)
  }
  // A model that learned a style has those that it began with too: they are the other model's, unless they are mixed with it.
  const listed =
    mixing && style.kind === 'model'
      ? styles.filter(({ model }) => model === style.model)
      : styles.filter(({ name }, at) => styles.findIndex((each) => each.name === name) === at)
  const toggle = () => {
    setMixing(!mixing)
    const [first] = Object.entries(mixture).sort((a, b) => b[1] - a[1])
    if (mixing && style.kind === 'model' && first) set(style.model, { [first[0]]: 1 })
  }
  return (
    <section className="font-section font-section--styles">
      <header className="font-section__head">
        <h3>{t('font:style.heading')}</h3>
        <IconButton icon={Blend} size="small" label={t('font:style.mix')} pressed={mixing} onClick={toggle} />
      </header>
      <ScriptChoice />
      {mixing && chosen.length > 0 && style.kind === 'model' && (
        <div className="font-mixture">
          {chosen.map((name) => (
            <Slider
              key={name}
              label={titleOf(
                styles.find((each) => each.name === name),
                name,
              )}
              value={mixture[name]!}
              usual={1}
              min={0}
              max={2}
              step={0.05}
              digits={2}
              onChange={(value) => {
                const next = { ...mixture, [name]: value }
                // Weights that come to nothing are no mixture.
                if (Object.values(next).some((weight) => weight > 0)) set(style.model, next)
              }}
            />
          ))}
        </div>
      )}
      <ul className="font-styles" aria-label={t('font:style.heading')}>
        <li>
          <button
            type="button"
            className="font-style"
            aria-pressed={style.kind === 'source'}
            onClick={() => changeStyle(work, script, { kind: 'source' })}
          >
            <span className="font-style__title">{t('font:style.source')}</span>
          </button>
        </li>
        {listed.map((each) => (
          <li key={`${each.model} ${each.name}`}>
            <button
              type="button"
              className="font-style"
              aria-pressed={
                style.kind === 'model' && style.model === each.model && mixture[each.name] !== undefined
              }
              title={`${each.font} · ${each.licence}`}
              onClick={() => press(each)}
            >
              <StylePicture info={each} />
              <span className="font-style__title">{titleOf(each, each.name)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button icon={GraduationCap} onClick={() => fontState.setState({ view: 'learn' })}>
        {t('font:learn.open')}
      </Button>
      {all.length === 0 && <p className="font-hint">{t('font:style.none')}</p>}
    </section>
  )
}

export const titleOf = (info: StyleInfo | undefined, name: string): string =>
  info?.title[currentLanguage() === 'zh-CN' ? 'zh-CN' : 'en'] ?? name

/** Some glyphs of a style, in the colour of text. */
function StylePicture({ info: { picture } }: { info: StyleInfo }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const pixels = new ImageData(picture.width, picture.height)
    // Black alone: the theme turns it round.
    picture.data.forEach((coverage, at) => {
      pixels.data[4 * at + 3] = coverage
    })
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0)
  }, [picture])
  return (
    <canvas
      ref={canvas}
      className="font-style__picture"
      width={picture.width}
      height={picture.height}
      aria-hidden
    />
  )
}
