import { Brush, Eraser, type LucideIcon, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { RasterLayer } from '../../../../electron/contract/document/index.ts'
import { toolSettings } from '../../../canvas/index.ts'
import { useDocument, useSession } from '../../../document/index.ts'
import { useT } from '../../../i18n/index.ts'
import { IconButton } from '../../../ui/Button.tsx'
import type { Translator } from '../state.ts'
import { clearHints, eraseHints, hintsLayer, paintHints } from './hints.ts'

/** How a user tells a model which colours are wanted where. */
export function HintFields({ translator, picture }: { translator: Translator; picture: RasterLayer }) {
  const t = useT()
  const session = useSession()
  const tool = useStore(toolSettings, (state) => (state.purpose === 'hints' ? state.tool : null))
  const given = useDocument((state) => hintsLayer(state.data, picture.id) !== undefined)
  const tools: readonly [id: 'brush' | 'eraser', icon: LucideIcon, take: () => void][] = [
    ['brush', Brush, () => paintHints(session, picture)],
    ['eraser', Eraser, () => eraseHints(session, picture)],
  ]
  return (
    <div className="tool-form__group">
      <div className="tool-form__row drawing__tools">
        <span className="field__label">{t('translate:hints.label')}</span>
        {tools.map(([id, icon, take]) => (
          <IconButton
            key={id}
            icon={icon}
            label={t(`translate:hints.${id}`)}
            pressed={tool === id}
            onClick={take}
          />
        ))}
        {/* Gone and not disabled: keys reach nobody while a disabled button has the focus. */}
        {given && (
          <IconButton
            icon={Trash2}
            label={t('translate:hints.clear')}
            onClick={() => clearHints(session, picture)}
          />
        )}
      </div>
      <p className="tool-form__hint">
        {t(`translate:hints.about.${translator.translation.kind === 'color' ? 'color' : 'drawing'}`)}
      </p>
    </div>
  )
}
