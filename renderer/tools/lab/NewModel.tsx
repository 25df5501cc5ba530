import { ArrowRight, Copy, Files, Images, Shapes, SlidersHorizontal } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { madePairings } from '../../../electron/contract/procedures/lab.ts'
import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { findModels, installedModels } from '../../app/models.ts'
import { PixelsView } from '../../app/PixelsView.tsx'
import { currentLanguage, useT } from '../../i18n/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Cards } from './Cards.tsx'
import { change, dataOf, draft, foldersOf, sourceOf, ways } from './draft.ts'
import { FolderField } from './FolderField.tsx'
import { DrawingChoice, TwoKindsChoice } from './GameChoice.tsx'
import { Learning } from './Learning.tsx'
import { useAnswer } from './useAnswer.ts'

const icons = { pictures: Images, pairs: Copy, unpaired: Files, drawn: Shapes, model: SlidersHorizontal }

const sayings = ['nothing', 'classes', 'captions'] as const

/** The form for a new model: what it learns from, what it will see, how it learns, how long that takes. */
export function NewModel() {
  const t = useT()
  const state = useStore(draft)
  const { models, problem } = useTrainable()
  const model = models?.find(({ id }) => id === state.model) ?? models?.[0]
  const source = sourceOf(state, model)
  const data = dataOf(state, source)
  return (
    <div className="lab-form">
      <h2>{t('lab:newModel')}</h2>
      <Cards
        label={t('lab:way.label')}
        across={5}
        value={state.way}
        onChange={(way) => change({ way })}
        cards={ways.map((way) => ({
          value: way,
          title: t(`lab:way.${way}`),
          about: t(`lab:way.${way}About`),
          icon: icons[way],
        }))}
      />
      {state.way === 'pictures' && <PairingChoice />}
      {state.way === 'model' && !models && (
        <p className="lab-hint" role={problem ? 'alert' : 'status'}>
          {problem || t('lab:model.looking')}
        </p>
      )}
      {state.way === 'model' &&
        models &&
        (model ? (
          <section className="lab-section">
            <Select
              label={t('lab:model.label')}
              value={model.id}
              onChange={(id) => change({ model: id })}
              groups={[models.map(({ id, title }) => ({ value: id, label: title[currentLanguage()] }))]}
            />
          </section>
        ) : (
          <p className="lab-hint">{t('lab:model.none')}</p>
        ))}
      {source?.way === 'pairs' && (
        <section className="lab-section lab-row">
          <Segmented
            label={t('lab:pairs.label')}
            value={state.pairs}
            onChange={(pairs) => change({ pairs })}
            segments={[
              { value: 'strips', label: t('lab:pairs.strips') },
              { value: 'matched', label: t('lab:pairs.matched') },
            ]}
          />
          {state.pairs === 'strips' && (
            <>
              <span className="lab-hint">{t('lab:pairs.inputOn')}</span>
              <Segmented
                label={t('lab:pairs.inputOn')}
                value={state.inputOn}
                onChange={(inputOn) => change({ inputOn })}
                segments={[
                  { value: 'left', label: t('lab:pairs.left') },
                  { value: 'right', label: t('lab:pairs.right') },
                ]}
              />
            </>
          )}
        </section>
      )}
      {source?.way === 'drawn' && (
        <section className="lab-section lab-row">
          <span>{t('lab:said.label')}</span>
          <Segmented
            label={t('lab:said.label')}
            value={state.said}
            onChange={(said) => change({ said })}
            segments={sayings.map((value) => ({ value, label: t(`lab:said.${value}`) }))}
          />
          <p className="lab-hint">{t(`lab:said.${state.said}About`)}</p>
        </section>
      )}
      {source && (
        <section className="lab-section">
          {foldersOf(source).map((kind) => (
            <FolderField
              key={kind}
              label={t(`lab:folder.${kind}`)}
              path={state.folders[kind]}
              onChange={(path) => change({ folders: { ...state.folders, [kind]: path } })}
            />
          ))}
          {source.way === 'unpaired' && <p className="lab-hint">{t('lab:folder.kinds')}</p>}
        </section>
      )}
      {state.way === 'unpaired' && <TwoKindsChoice />}
      {state.way === 'drawn' && state.said === 'nothing' && data && <DrawingChoice />}
      {data && <Learning data={data} from={state.way === 'model' ? model!.id : null} />}
    </div>
  )
}

/** Each pairing, shown by its input and target for a sample photo. */
function PairingChoice() {
  const t = useT()
  const pairing = useStore(draft, (state) => state.pairing)
  const { value } = useAnswer('pairings', () => engine.call('lab.pairings', {}))
  return (
    <Cards
      label={t('lab:pairing.label')}
      across={6}
      value={pairing}
      onChange={(next) => change({ pairing: next })}
      cards={madePairings.map((each) => {
        const example = value?.examples.find((one) => one.pairing === each)
        return {
          value: each,
          title: t(`lab:pairing.${each}`),
          about: t(`lab:pairing.${each}About`),
          picture: (
            <span className="lab-example" aria-hidden>
              <ExamplePicture pixels={example?.input} />
              <ArrowRight size={14} />
              <ExamplePicture pixels={example?.target} />
            </span>
          ),
        }
      })}
    />
  )
}

/** A part of an example, or its place while it is being made. */
const ExamplePicture = ({ pixels }: { pixels: Pixels | undefined }) =>
  pixels ? (
    <PixelsView className="lab-picture" pixels={pixels} label="" />
  ) : (
    <span className="lab-picture lab-picture--place" />
  )

/** Installed translation models that a training can go on with; null until the engine has said, or why it cannot. */
function useTrainable(): { models: readonly ModelManifest[] | null; problem: string } {
  const installed = useStore(installedModels, (state) => state.models)
  useEffect(() => {
    findModels().catch((thrown) => reportError(thrown, 'lab:title'))
  }, [])
  const key = (installed ?? []).map(({ id, bytes }) => `${id} ${bytes}`).join()
  const { value, problem } = useAnswer(`trainable ${key}`, () => engine.call('lab.trainable', {}))
  return { models: value?.models ?? null, problem }
}
