import { useStore } from 'zustand'
import { toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { Segmented } from '../../ui/Segmented.tsx'

const sizes = [1, 3, 5] as const

export function EyedropperOptions() {
  const t = useT()
  const sampleSize = useStore(toolSettings, (state) => state.eyedropper.sampleSize)
  return (
    <>
      <span className="options__hint">{t('app:options.sampleSize')}</span>
      <Segmented
        label={t('app:options.sampleSize')}
        value={String(sampleSize)}
        onChange={(value) =>
          toolSettings.setState({
            eyedropper: { sampleSize: sizes.find((size) => String(size) === value) ?? 1 },
          })
        }
        segments={sizes.map((size) => ({
          value: String(size),
          label: size === 1 ? t('app:options.samplePoint') : `${size} × ${size}`,
        }))}
      />
    </>
  )
}
