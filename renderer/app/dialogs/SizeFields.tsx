import { MAX_PIXELS, MAX_SIDE } from '../../../electron/contract/pixels.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Whether a picture of this size is more than the studio holds. */
export const isTooLarge = ({ width, height }: Size): boolean => width * height > MAX_PIXELS

export const clampSide = (side: number): number => Math.min(MAX_SIDE, Math.max(1, Math.round(side)))

/** Width and height in pixels, and what is wrong with them together. */
export function SizeFields({
  size,
  onChange,
}: {
  size: Size
  /** Gets the side that was changed. */
  onChange(side: Partial<Size>): void
}) {
  const t = useT()
  const field = (side: keyof Size) => (
    <NumberField
      label={t(`app:size.${side}`)}
      value={size[side]}
      min={1}
      max={MAX_SIDE}
      unit="px"
      width={84}
      onChange={(pixels) => onChange({ [side]: clampSide(pixels) })}
    />
  )
  return (
    <>
      <div className="form__row">
        {field('width')}
        {field('height')}
      </div>
      {isTooLarge(size) && (
        <p className="form__problem" role="alert">
          {t('app:size.tooLarge', { megapixels: MAX_PIXELS / 1e6 })}
        </p>
      )}
    </>
  )
}
