import { Boxes, Download, FileText, Trash2, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import type { ModelInfo } from '../../../electron/contract/procedures/models.ts'
import { engine } from '../../app/connection.ts'
import { PixelsView } from '../../app/PixelsView.tsx'
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
      <ModelPicture key={`${id} ${bytes}`} id={id} title={title} />
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

/** The first picture of its card, or its place where there is none. */
function ModelPicture({ id, title }: { id: string; title: string }) {
  const [picture, setPicture] = useState<Pixels | null>(null)
  useEffect(() => {
    engine.call('models.picture', { id }).then(
      (answer) => setPicture(answer.picture),
      // A list without a picture is as good a list; what is wrong with the model stands beside.
      () => {},
    )
  }, [id])
  return picture ? (
    <PixelsView className="models__picture" pixels={picture} label={title} />
  ) : (
    <span className="models__picture" aria-hidden>
      <Boxes size={20} strokeWidth={1.5} />
    </span>
  )
}

/** What it does: its task, or of a translation which one. */
const kindOf = ({ task, translation }: ModelManifest) =>
  translation?.kind ?? (task as Exclude<typeof task, 'translate'>)
