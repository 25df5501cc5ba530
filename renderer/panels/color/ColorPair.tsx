import { ArrowLeftRight } from 'lucide-react'
import { useStore } from 'zustand'
import { showPanel } from '../../app/panels.ts'
import { swapColors, toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { type ColorTarget, colorTarget } from './target.ts'
import './color.css'

/** Foreground and background colour; a press edits that one in the colour panel. */
export function ColorPair() {
  const t = useT()
  return (
    <div className="color-pair">
      <PairSwatch target="background" />
      <PairSwatch target="foreground" />
      <span className="color-pair__swap">
        <IconButton
          icon={ArrowLeftRight}
          size="small"
          label={t('canvas:action.swapColors')}
          shortcut="x"
          tooltipSide="right"
          onClick={swapColors}
        />
      </span>
    </div>
  )
}

function PairSwatch({ target }: { target: ColorTarget }) {
  const t = useT()
  const color = useStore(toolSettings, (state) => state[target])
  const edit = () => {
    colorTarget.setState({ target })
    showPanel('color')
  }
  return (
    <Tooltip text={`${t(`app:color.${target}`)} ${color}`} side="right">
      <button
        type="button"
        className={`color-pair__swatch color-pair__swatch--${target}`}
        aria-label={`${t(`app:color.${target}`)} ${color}`}
        style={{ background: color }}
        onClick={edit}
      />
    </Tooltip>
  )
}
