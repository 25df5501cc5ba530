import { useStore } from 'zustand'
import type { RasterLayer } from '../../../../electron/contract/document/index.ts'
import { toolSettings } from '../../../canvas/index.ts'
import { useSession } from '../../../document/index.ts'
import { currentLanguage, useT } from '../../../i18n/index.ts'
import { hexOf } from '../paper.ts'
import type { Translator } from '../state.ts'
import { takeLabel } from './aids.ts'

/** The labels of a model: a press paints with that one. */
export function Labels({ translator, layer }: { translator: Translator; layer: RasterLayer }) {
  const t = useT()
  const session = useSession()
  const language = currentLanguage()
  const foreground = useStore(toolSettings, (state) => state.foreground)
  const { translation } = translator
  const palette = translation.kind === 'drawing' ? (translation.palette ?? []) : []
  const first = palette[0]
  return (
    <>
      <ul className="labels" aria-label={t('translate:drawing.labels')}>
        {palette.map((entry) => {
          const hex = hexOf(entry.color)
          return (
            <li key={hex}>
              <button
                type="button"
                className="labels__entry"
                aria-pressed={hex === foreground}
                title={entry.title[language]}
                onClick={() => takeLabel(session, layer, translator, entry)}
              >
                <span className="labels__color" style={{ background: hex }} aria-hidden />
                <span className="labels__name">{entry.title[language]}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {first && (
        <p className="tool-form__hint">{t('translate:drawing.ground', { label: first.title[language] })}</p>
      )}
    </>
  )
}
