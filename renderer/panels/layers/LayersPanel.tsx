import { ActionIcon } from '../../app/actions/ActionButton.tsx'
import { useIsOpen } from '../../app/opened.ts'
import { useT } from '../../i18n/index.ts'
import { LayerSettings } from './LayerSettings.tsx'
import { LayerTree } from './LayerTree.tsx'
import './layers.css'

/** The document's layers, what the selected ones are mixed with, and what can be done to them. */
export function LayersPanel() {
  const t = useT()
  const open = useIsOpen()
  if (!open) return <p className="panel__empty">{t('app:layers.none')}</p>
  return (
    <div className="layers">
      <LayerSettings />
      <LayerTree />
      <div className="panel__buttons">
        <ActionIcon id="layer.addPaint" />
        <ActionIcon id="layer.group" />
        <ActionIcon id="layer.duplicate" />
        <ActionIcon id="layer.maskAdd" />
        <ActionIcon id="layer.mergeDown" />
        <span className="panel__spacer" />
        <ActionIcon id="layer.delete" />
      </div>
    </div>
  )
}
