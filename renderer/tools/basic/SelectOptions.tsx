import { Square, SquaresIntersect, SquaresSubtract, SquaresUnite } from 'lucide-react'
import { useStore } from 'zustand'
import { toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Switch } from '../../ui/Switch.tsx'

/** Rectangle, ellipse, lasso and wand. */
export function SelectOptions() {
  const t = useT()
  const { tool, selectMode, feather, antialias, wand } = useStore(toolSettings)
  const changeWand = (part: Partial<typeof wand>) => toolSettings.setState({ wand: { ...wand, ...part } })
  return (
    <>
      <Segmented
        label={t('app:options.selectMode')}
        value={selectMode}
        onChange={(mode) => toolSettings.setState({ selectMode: mode })}
        segments={[
          { value: 'replace', label: t('app:selectModes.replace'), icon: Square },
          { value: 'add', label: t('app:selectModes.add'), icon: SquaresUnite },
          { value: 'subtract', label: t('app:selectModes.subtract'), icon: SquaresSubtract },
          { value: 'intersect', label: t('app:selectModes.intersect'), icon: SquaresIntersect },
        ]}
      />
      <NumberField
        label={t('app:options.feather')}
        value={feather}
        min={0}
        max={500}
        unit="px"
        onChange={(value) => toolSettings.setState({ feather: value })}
      />
      {tool !== 'select-rectangle' && (
        <Switch
          label={t('app:options.antialias')}
          checked={antialias}
          onChange={(checked) => toolSettings.setState({ antialias: checked })}
        />
      )}
      {tool === 'wand' && (
        <>
          <div className="options__divider" />
          <Slider
            layout="inline"
            label={t('app:options.tolerance')}
            value={wand.tolerance}
            usual={toolSettings.getInitialState().wand.tolerance}
            min={0}
            max={255}
            width={48}
            onChange={(tolerance) => changeWand({ tolerance })}
          />
          <Switch
            label={t('app:options.contiguous')}
            checked={wand.contiguous}
            onChange={(contiguous) => changeWand({ contiguous })}
          />
          <Switch
            label={t('app:options.sampleAll')}
            checked={wand.sampleAll}
            onChange={(sampleAll) => changeWand({ sampleAll })}
          />
        </>
      )}
    </>
  )
}
