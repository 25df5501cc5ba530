import { useState } from 'react'
import { useStore } from 'zustand'
import type { SketchWords } from '../../../electron/contract/document/index.ts'
import type { GeneratorWord } from '../../../electron/contract/model/generation.ts'
import { currentLanguage, useT } from '../../i18n/index.ts'
import { Select } from '../../ui/Select.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { attempt, sayWords } from './commands.ts'
import { sketchState } from './state.ts'

const NONE = ''

/** What is asked for in words: a text, or of each group one word, or a mixture of two. */
export function Words({ words, model }: { words: readonly GeneratorWord[]; model: string }) {
  const t = useT()
  const [text, setText] = useState('')
  if (words.length === 0) return null
  const groups = [...new Set(words.map(({ group }) => group))]
  return (
    <section className="tool-form__group" aria-label={t('sketch:words.label')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          attempt(sayWords(model, text))
        }}
      >
        <TextField
          label={t('sketch:words.label')}
          placeholder={t('sketch:words.placeholder')}
          value={text}
          onChange={setText}
        />
      </form>
      {groups.map((group) => (
        <WordGroup key={group} words={words.filter((word) => word.group === group)} />
      ))}
    </section>
  )
}

function WordGroup({ words }: { words: readonly GeneratorWord[] }) {
  const t = useT()
  const language = currentLanguage()
  const said = useStore(sketchState, (state) => state.words)
  const [first = NONE, second = NONE] = words.map(({ name }) => name).filter((name) => name in said)
  const others: SketchWords = Object.fromEntries(
    Object.entries(said).filter(([name]) => !words.some((word) => word.name === name)),
  )
  const titles = new Map(words.map(({ name, title }) => [name, title[language]]))
  const options = [...titles].map(([value, label]) => ({ value, label }))
  const anything = { value: NONE, label: t('sketch:words.any') }
  /** @param share of the second */
  const say = (a: string, b: string, share: number) =>
    sketchState.setState({
      unknown: [],
      words: {
        ...others,
        ...(a !== NONE && { [a]: b === NONE || b === a ? 1 : 1 - share }),
        ...(a !== NONE && b !== NONE && b !== a && { [b]: share }),
      },
    })
  const share = second === NONE ? 0.5 : (said[second] ?? 0.5)
  return (
    <>
      <div className="tool-form__pair">
        <Select
          wide
          hideLabel
          label={t('sketch:words.first')}
          value={first}
          onChange={(name) => say(name, second, share)}
          groups={[[anything], options]}
        />
        {first !== NONE && (
          <Select
            wide
            hideLabel
            label={t('sketch:words.second')}
            value={second}
            onChange={(name) => say(first, name, 0.5)}
            groups={[
              [{ value: NONE, label: t('sketch:words.alone') }],
              options.filter(({ value }) => value !== first),
            ]}
          />
        )}
      </div>
      {second !== NONE && (
        <Slider
          label={t('sketch:words.mix', { word: titles.get(second) ?? second })}
          value={Math.round(100 * share)}
          usual={50}
          onChange={(percent) => say(first, second, percent / 100)}
          min={0}
          max={100}
          unit=" %"
        />
      )}
    </>
  )
}
