import { ArrowLeftRight } from 'lucide-react'
import { useStore } from 'zustand'
import { toolSettings } from '../../canvas/index.ts'
import { gradientKinds } from '../../document/index.ts'
import { useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Slider } from '../../ui/Slider.tsx'

/** A gradient's shape and colours. */
export function GradientOptions() {
  const t = useT()
  const gradient = useStore(toolSettings, (state) => state.gradient)
  const [foreground, background] = [
    useStore(toolSettings, (state) => state.foreground),
    useStore(toolSettings, (state) => state.background),
  ]
  const change = (part: Partial<typeof gradient>) =>
    toolSettings.setState({ gradient: { ...gradient, ...part } })
  const far = gradient.into === 'background' ? background : `${foreground}00`
  const colors = gradient.reverse ? [far, foreground] : [foreground, far]
  return (
    <>
      <span
        className="gradient-sample"
        style={{ backgroundImage: `linear-gradient(to right, ${colors.join(', ')})` }}
        aria-hidden
      />
      <Segmented
        label={t('retouch:gradient.shape')}
        value={gradient.kind}
        onChange={(kind) => change({ kind })}
        segments={gradientKinds.map((value) => ({ value, label: t(`retouch:gradient.${value}`) }))}
      />
      <Segmented
        label={t('retouch:gradient.into')}
        value={gradient.into}
        onChange={(into) => change({ into })}
        segments={(['background', 'transparent'] as const).map((value) => ({
          value,
          label: t(`retouch:gradient.${value}`),
        }))}
      />
      <IconButton
        icon={ArrowLeftRight}
        label={t('retouch:gradient.reverse')}
        pressed={gradient.reverse}
        onClick={() => change({ reverse: !gradient.reverse })}
      />
      <Slider
        layout="inline"
        label={t('app:options.opacity')}
        value={Math.round(gradient.opacity * 100)}
        usual={100}
        min={1}
        max={100}
        unit="%"
        width={52}
        onChange={(percent) => change({ opacity: percent / 100 })}
      />
    </>
  )
}
