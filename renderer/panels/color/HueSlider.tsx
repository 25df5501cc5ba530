import { Slider } from '@base-ui/react/slider'
import { useT } from '../../i18n/index.ts'

export function HueSlider({ hue, onChange }: { hue: number; onChange(hue: number): void }) {
  const t = useT()
  return (
    <Slider.Root
      className="hue"
      value={Math.round(hue)}
      min={0}
      max={359}
      onValueChange={(value) => onChange(value as number)}
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
  )
}
