import { Link2, Link2Off } from 'lucide-react'
import type { Layer } from '../../../electron/contract/document/index.ts'
import { maskShown, showMask } from '../../canvas/index.ts'
import { currentSession, setMaskEnabled, setMaskLinked, useDocument } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { classes } from '../../ui/classes.ts'
import { RowButton } from './RowButton.tsx'
import { Thumbnail } from './Thumbnail.tsx'

/**
 * A layer's mask in its row. A click makes it what is painted on, with Alt it is shown in place of the picture, with Shift
 * it is switched off or on.
 */
export function MaskItem({ layer: { id, name, mask } }: { layer: Layer }) {
  const t = useT()
  const painted = useDocument((state) => state.data.active === id && state.target === 'mask')
  if (!mask) return null
  const press = ({ altKey, shiftKey }: { altKey: boolean; shiftKey: boolean }) => {
    const session = currentSession()
    if (shiftKey) return setMaskEnabled(session, id, !mask.enabled)
    if (session.data.active !== id) session.selectLayers([id])
    session.paintOn('mask')
    if (altKey) showMask(maskShown() === id ? null : id)
  }
  return (
    <>
      <RowButton
        className="layer__link"
        label={t(mask.linked ? 'app:layers.unlinkMask' : 'app:layers.linkMask', { name })}
        onPress={() => setMaskLinked(currentSession(), id, !mask.linked)}
      >
        {mask.linked ? <Link2 size={13} aria-hidden /> : <Link2Off size={13} aria-hidden />}
      </RowButton>
      <RowButton
        className={classes(
          'layer__mask',
          mask.hides && 'layer__mask--white',
          !mask.enabled && 'layer__mask--off',
          painted && 'layer__mask--painted',
        )}
        label={t('app:layers.mask', { name })}
        pressed={painted}
        onPress={press}
      >
        <Thumbnail raster={mask.raster} />
      </RowButton>
    </>
  )
}
