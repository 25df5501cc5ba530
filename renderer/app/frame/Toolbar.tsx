import {
  Blend,
  Brush,
  CircleDashed,
  Crop,
  Eraser,
  Hand,
  Lasso,
  type LucideIcon,
  Move,
  PaintBucket,
  Pipette,
  Replace,
  SquareDashed,
  WandSparkles,
  ZoomIn,
} from 'lucide-react'
import { Fragment } from 'react'
import { useStore } from 'zustand'
import { chooseTool, type ToolId, toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { ColorPair } from '../../panels/color/ColorPair.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { allActions, getAction } from '../actions/registry.ts'
import { runAction } from '../actions/run.ts'
import { closePage, type StudioPage, studioPages, useOpenPage } from '../pages.ts'
import './toolbar.css'

const icons: Record<ToolId, LucideIcon> = {
  move: Move,
  brush: Brush,
  eraser: Eraser,
  bucket: PaintBucket,
  eyedropper: Pipette,
  'select-rectangle': SquareDashed,
  'select-ellipse': CircleDashed,
  lasso: Lasso,
  wand: WandSparkles,
  crop: Crop,
  hand: Hand,
  zoom: ZoomIn,
  blend: Blend,
  translate: Replace,
}

const groups: readonly (readonly ToolId[])[] = [
  ['move', 'blend', 'translate'],
  ['select-rectangle', 'select-ellipse', 'lasso', 'wand', 'crop'],
  ['brush', 'eraser', 'bucket', 'eyedropper'],
  ['hand', 'zoom'],
]

export const toolIcon = (tool: ToolId): LucideIcon => icons[tool]

/** The tools, in groups, and the two colours they paint with. */
export function Toolbar() {
  const t = useT()
  const current = useStore(toolSettings, (state) => state.tool)
  const page = useOpenPage()
  const shortcuts = new Map(allActions().map((action) => [action.id, action.shortcut]))
  return (
    <nav className="toolbar" aria-label={t('app:frame.tools')}>
      {groups.map((group, index) => (
        <Fragment key={group[0]}>
          {index > 0 && <div className="toolbar__divider" />}
          {group.map((tool) => (
            <IconButton
              key={tool}
              icon={icons[tool]}
              label={t(`canvas:tool.${tool}`)}
              shortcut={shortcuts.get(`tool.${tool}`)}
              tooltipSide="right"
              pressed={tool === current && !page}
              data-tool={tool}
              onClick={(event) => {
                closePage()
                chooseTool(tool)
                // After a click, not after a key, Space means the canvas and not the button again.
                if (event.detail > 0) event.currentTarget.blur()
              }}
            />
          ))}
        </Fragment>
      ))}
      {studioPages().length > 0 && <div className="toolbar__divider" />}
      {studioPages().map((each) => (
        <PageButton key={each.id} page={each} open={each === page} />
      ))}
      <div className="toolbar__spacer" />
      <ColorPair />
    </nav>
  )
}

/** Opens a page, or shows the picture again. */
function PageButton({ page: { action: id, icon, title, Mark }, open }: { page: StudioPage; open: boolean }) {
  const t = useT()
  const action = getAction(id)
  return (
    <span className="toolbar__page">
      <IconButton
        icon={icon}
        label={t(title)}
        shortcut={action.shortcut}
        tooltipSide="right"
        pressed={open}
        data-action={id}
        onClick={() => (open ? closePage() : void runAction(action))}
      />
      {Mark && <Mark />}
    </span>
  )
}
