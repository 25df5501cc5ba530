import { Download, FileText, Trash2, TriangleAlert } from 'lucide-react'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { ModelInfo } from '../../../electron/contract/procedures/models.ts'
import { currentLanguage, formatBytes, say, useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'

export interface ModelRowProps {
  model: ModelInfo
  onCard(): void
  onExport(): void
  onRemove(): void
}

/** One model: what it is, what it does and its licence, or why it cannot be used. Its card has the figures. */
export function ModelRow({ model, onCard, onExport, onRemove }: ModelRowProps) {
  const t = useT()
  const { id, manifest, problem, said, bytes, own } = model
  const title = manifest?.title[currentLanguage()] ?? id
  return (
    <li className="models__row">
      <div className="models__text">
        <p className="models__title">
          {title}
          {own && <span className="models__badge">{t('models:own')}</span>}
        </p>
        {manifest ? (
          <>
            <p className="models__line">{t(`models:kinds.${kindOf(manifest)}`)}</p>
            <p className="models__line number">
              {[id, formatBytes(bytes), t('models:licence', { licence: manifest.licence.weights })].join(
                ' · ',
              )}
            </p>
          </>
        ) : (
          <p className="models__problem">
            <TriangleAlert size={14} aria-hidden />
            <span>{said ? say(said) : problem}</span>
          </p>
        )}
      </div>
      <div className="models__buttons">
        {manifest && (
          <>
            <IconButton icon={FileText} label={t('models:card.of', { title })} onClick={onCard} />
            <IconButton icon={Download} label={t('models:export.of', { title })} onClick={onExport} />
          </>
        )}
        {own && <IconButton icon={Trash2} label={t('models:remove.of', { title })} onClick={onRemove} />}
      </div>
    </li>
  )
}

/** What it does: its task, or of a translation which one. */
const kindOf = ({ task, translation }: ModelManifest) =>
  translation?.kind ?? (task as Exclude<typeof task, 'translate'>)
