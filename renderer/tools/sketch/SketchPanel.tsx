import { Feather, ImageUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { hasPixels } from '../../../electron/contract/document/index.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { reportError } from '../../app/failures.ts'
import { JobNote } from '../../app/JobNote.tsx'
import { findModels, installedModels } from '../../app/models.ts'
import { type DocumentState, useDocument, useSession } from '../../document/index.ts'
import { currentLanguage, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { activeLayer } from '../resultTool.ts'
import { Brushes } from './Brushes.tsx'
import { Candidates } from './Candidates.tsx'
import { attempt } from './commands.ts'
import { Explore } from './Explore.tsx'
import { Foot } from './Foot.tsx'
import { sketchOf } from './layers.ts'
import { beginSketch, goOnSketching } from './open.ts'
import { beginPhoto } from './photo/begin.ts'
import { PhotoFields, PhotoPair } from './photo/PhotoFields.tsx'
import { chosenGenerator, generators, sketchState } from './state.ts'
import { Weights } from './Weights.tsx'
import { Words } from './Words.tsx'
import '../../panels/panel.css'
import '../toolForm.css'

const documentData = (state: DocumentState) => state.data

/** The Sketch tool's panel: strokes and words on one side, what a generator answers on the other. */
export function SketchPanel() {
  const t = useT()
  const language = currentLanguage()
  const session = useSession()
  const data = useDocument(documentData)
  const { models } = useStore(installedModels)
  const { model, info } = useStore(sketchState)
  const [opening, setOpening] = useState(false)
  const [looked, setLooked] = useState<{ region: Pixels; nearest: Pixels | null } | null>(null)
  useEffect(() => {
    findModels().catch((thrown) => reportError(thrown, 'sketch:title'))
  }, [])

  const available = generators(models)
  if (available?.length === 0) return <p className="panel__empty">{t('sketch:missing.models')}</p>
  const generator = chosenGenerator(available, model)
  const earlier = sketchOf(data, data.active)
  const active = activeLayer(data)
  const photo = !earlier && hasPixels(active) ? active : null
  const open = (work: Promise<void>) => {
    setOpening(true)
    attempt(
      work.finally(() => {
        setOpening(false)
        setLooked(null)
      }),
    )
  }

  if (info && generator)
    return (
      <div className="tool-form">
        <PhotoFields />
        <Brushes handles={info.handles} />
        <Words words={info.words} model={generator.id} />
        <Candidates />
        <Explore />
        <Weights critic={info.critic} />
        <Foot />
      </div>
    )
  return (
    <div className="tool-form">
      <p className="tool-form__hint">{t('sketch:intro')}</p>
      <p className="tool-form__hint">{t('sketch:photo.intro')}</p>
      {available && (
        <div className="tool-form__group">
          <Select
            wide
            label={t('sketch:model')}
            value={generator?.id ?? ''}
            onChange={(id) => sketchState.setState({ model: id, words: {}, unknown: [] })}
            groups={[available.map(({ id, title }) => ({ value: id, label: title[language] }))]}
          />
        </div>
      )}
      {looked && <PhotoPair pixels={looked.region} nearest={looked.nearest} />}
      <JobNote label="sketch:photo.looking" />
      <div className="tool-form__foot">
        {earlier && (
          <Button
            variant="primary"
            wide
            icon={Feather}
            disabled={opening}
            onClick={() => open(goOnSketching(session, earlier))}
          >
            {t('sketch:goOn')}
          </Button>
        )}
        <Button
          variant={earlier ? 'normal' : 'primary'}
          wide
          icon={Feather}
          disabled={opening || !generator}
          onClick={() => generator && open(beginSketch(session, generator))}
        >
          {t(opening && !looked ? 'sketch:opening' : 'sketch:begin')}
        </Button>
        {photo && (
          <Button
            wide
            icon={ImageUp}
            disabled={opening || !generator}
            onClick={() =>
              generator &&
              open(beginPhoto(session, photo, generator, (region, nearest) => setLooked({ region, nearest })))
            }
          >
            {t('sketch:photo.begin')}
          </Button>
        )}
      </div>
    </div>
  )
}
