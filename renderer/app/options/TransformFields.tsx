import type { RasterLayer, Transform } from '../../../electron/contract/document.ts'
import {
  boundsOf,
  currentSession,
  isLocked,
  moveBy,
  setTransform,
  useDocument,
  useSession,
} from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { aboutMiddle } from './aboutMiddle.ts'

/** Place, scale and rotation of the active layer in numbers; each entry is one undo step. */
export function TransformFields() {
  const t = useT()
  const session = useSession()
  const layer = useDocument((state) => (state.data.active ? state.data.layers[state.data.active] : undefined))
  const locked = useDocument((state) => state.data.active !== null && isLocked(state.data, state.data.active))
  if (!layer || layer.kind === 'group')
    return <span className="options__hint">{t('app:options.noLayer')}</span>
  const bounds = boundsOf(session, layer.id)
  const { scaleX, scaleY, rotation } = layer.transform
  const move = (x: number, y: number) => moveBy(session, [layer.id], { x: x - bounds.x, y: y - bounds.y })
  const turn = (change: Partial<Transform>) => transformLayer(layer, change)
  return (
    <>
      <NumberField
        label="X"
        value={bounds.x}
        unit="px"
        width={72}
        disabled={locked}
        onCommit={(x) => move(x, bounds.y)}
      />
      <NumberField
        label="Y"
        value={bounds.y}
        unit="px"
        width={72}
        disabled={locked}
        onCommit={(y) => move(bounds.x, y)}
      />
      <NumberField
        label={t('app:options.scaleX')}
        value={Math.abs(scaleX) * 100}
        min={0.1}
        max={10000}
        digits={1}
        unit="%"
        width={72}
        disabled={locked}
        onCommit={(percent) => turn({ scaleX: (Math.sign(scaleX) * percent) / 100 })}
      />
      <NumberField
        label={t('app:options.scaleY')}
        value={Math.abs(scaleY) * 100}
        min={0.1}
        max={10000}
        digits={1}
        unit="%"
        width={72}
        disabled={locked}
        onCommit={(percent) => turn({ scaleY: (Math.sign(scaleY) * percent) / 100 })}
      />
      <NumberField
        label={t('app:options.rotation')}
        value={rotation}
        min={-360}
        max={360}
        digits={1}
        unit="°"
        width={66}
        disabled={locked}
        onCommit={(degrees) => turn({ rotation: degrees })}
      />
    </>
  )
}

function transformLayer(layer: RasterLayer, change: Partial<Transform>): void {
  const session = currentSession()
  const { width, height } = session.rasters.get(layer.raster)
  setTransform(session, layer.id, aboutMiddle(layer.transform, change, width, height))
}
