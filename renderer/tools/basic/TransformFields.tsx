import { hasPixels, type RasterLayer, type Transform } from '../../../electron/contract/document/index.ts'
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
  if (!hasPixels(layer)) return <span className="options__hint">{t('app:options.noLayer')}</span>
  const bounds = boundsOf(session, layer.id)
  const turn = (change: Partial<Transform>) => transformLayer(layer, change)
  const place = (axis: 'x' | 'y') => (
    <NumberField
      label={axis.toUpperCase()}
      value={bounds[axis]}
      unit="px"
      width={72}
      disabled={locked}
      onCommit={(next) => moveBy(session, [layer.id], { x: 0, y: 0, [axis]: next - bounds[axis] })}
    />
  )
  const scale = (side: 'scaleX' | 'scaleY') => (
    <NumberField
      label={t(`app:options.${side}`)}
      value={Math.abs(layer.transform[side]) * 100}
      min={0.1}
      max={10000}
      digits={1}
      unit="%"
      width={72}
      disabled={locked}
      onCommit={(percent) => turn({ [side]: (Math.sign(layer.transform[side]) * percent) / 100 })}
    />
  )
  return (
    <>
      {place('x')}
      {place('y')}
      {scale('scaleX')}
      {scale('scaleY')}
      <NumberField
        label={t('app:options.rotation')}
        value={layer.transform.rotation}
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
