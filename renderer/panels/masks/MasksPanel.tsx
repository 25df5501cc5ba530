import { Pencil, SquareDashed, SquaresIntersect, SquaresSubtract, SquaresUnite, Trash2 } from 'lucide-react'
import type { SavedMask } from '../../../electron/contract/document/index.ts'
import { ActionButton } from '../../app/actions/ActionButton.tsx'
import { askName } from '../../app/dialogs/RenameDialog.tsx'
import { useIsOpen } from '../../app/opened.ts'
import type { SelectMode } from '../../document/index.ts'
import { currentSession, deleteMask, loadMask, renameMask, useDocument } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Thumbnail } from '../layers/Thumbnail.tsx'
import './masks.css'

/** Selections kept for later. */
export function MasksPanel() {
  const t = useT()
  const open = useIsOpen()
  const masks = useDocument((state) => state.data.masks)
  return (
    <div className="masks">
      {masks.length === 0 ? (
        <p className="panel__empty masks__list">{t('app:masks.none')}</p>
      ) : (
        <ul className="masks__list" aria-label={t('app:panels.masks')}>
          {masks.map((mask) => (
            <MaskItem key={mask.id} mask={mask} />
          ))}
        </ul>
      )}
      {open && (
        <div className="panel__buttons">
          <ActionButton id="select.saveMask" variant="quiet" />
        </div>
      )}
    </div>
  )
}

function MaskItem({ mask: { id, name, raster } }: { mask: SavedMask }) {
  const t = useT()
  const load = (mode: SelectMode) => loadMask(currentSession(), id, { mode })
  const rename = async () => {
    const next = await askName(t('app:masks.rename'), name)
    if (next !== null) renameMask(currentSession(), id, next)
  }
  return (
    <li className="mask">
      <button
        type="button"
        className="mask__load"
        title={t('app:masks.load', { name })}
        onClick={() => load('replace')}
      >
        <Thumbnail raster={raster} />
        <span className="mask__name">{name}</span>
      </button>
      <span className="mask__buttons">
        <IconButton
          icon={SquareDashed}
          size="small"
          label={t('app:masks.load', { name })}
          onClick={() => load('replace')}
        />
        <IconButton
          icon={SquaresUnite}
          size="small"
          label={t('app:masks.add', { name })}
          onClick={() => load('add')}
        />
        <IconButton
          icon={SquaresSubtract}
          size="small"
          label={t('app:masks.subtract', { name })}
          onClick={() => load('subtract')}
        />
        <IconButton
          icon={SquaresIntersect}
          size="small"
          label={t('app:masks.intersect', { name })}
          onClick={() => load('intersect')}
        />
        <IconButton icon={Pencil} size="small" label={t('app:masks.rename')} onClick={() => void rename()} />
        <IconButton
          icon={Trash2}
          size="small"
          label={t('app:masks.delete', { name })}
          onClick={() => deleteMask(currentSession(), id)}
        />
      </span>
    </li>
  )
}
