import { Slider } from '@base-ui/react/slider'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'

/** The hue, 0 to 359, on a track of its own colours and as a number; a double click on the track brings red back. */
export function HueSlider({ hue, onChange }: { hue: number; onChange(hue: number): void }) {
  const t = useT()
  return (
    <div className="hue-row">
      <Slider.Root
        className="hue"
        value={Math.round(hue) % 360}
        min={0}
        max={359}
        onValueChange={(value) => onChange(value as number)}
        onDoubleClick={() => onChange(0)}
        thumbAlignment="edge"
      >
        <Slider.Control className="hue__control">
          <Slider.Track className="hue__track">
            <Slider.Thumb
              className="hue__thumb"
              getAriaLabel={() => t('app:color.hue')}
              style={{ background: `hsl(${hue} 100% 50%)` }}
            />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <NumberField
        label={t('app:color.hue')}
        hideLabel
        value={Math.round(hue) % 360}
        min={0}
        max={359}
        unit="°"
        width={52}
        onChange={onChange}
      />
    </div>
  )
}
