import type { PictureSize } from '../../../electron/contract/pixels.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { clampSide, type Size, SizeFields } from '../dialogs/SizeFields.tsx'
import { scaledBy } from './scaledBy.ts'

/** The size of an exported picture, in pixels or as a share of the document's; its proportions stay. */
export function ExportSizeFields({
  full,
  size,
  onChange,
}: {
  /** The document's size. */
  full: PictureSize
  size: PictureSize
  onChange(size: PictureSize): void
}) {
  const t = useT()
  const change = ({ width, height }: Partial<Size>) => {
    if (width) onChange({ width, height: clampSide((width * full.height) / full.width) })
    else if (height) onChange({ width: clampSide((height * full.width) / full.height), height })
  }
  return (
    <>
      <SizeFields size={size} onChange={change} />
      <div className="form__row">
        <NumberField
          label={t('app:export.scale')}
          value={(100 * size.width) / full.width}
          min={1}
          max={1000}
          digits={1}
          unit="%"
          width={84}
          onChange={(percent) => onChange(scaledBy(full, percent / 100))}
        />
      </div>
    </>
  )
}
