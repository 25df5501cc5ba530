import { Fragment } from 'react'
import { useStore } from 'zustand'
import { getAction } from '../app/actions/registry.ts'
import { runAction } from '../app/actions/run.ts'
import { closePage, type StudioPage, studioPages, useOpenPage } from '../app/pages.ts'
import { studioTools, toolGroups, toolSettings } from '../canvas/index.ts'
import { useT } from '../i18n/index.ts'
import { ColorPair } from '../panels/color/ColorPair.tsx'
import { IconButton } from '../ui/Button.tsx'
import { ToolSlot } from './ToolSlot.tsx'
import './toolbar.css'

/** The tools, in groups, and the two colours they paint with. */
export function Toolbar() {
  const t = useT()
  const current = useStore(toolSettings, (state) => state.tool)
  const page = useOpenPage()
  return (
    <nav className="toolbar" aria-label={t('app:frame.tools')}>
      {toolGroups.map((group, index) => (
        <Fragment key={group}>
          {index > 0 && <div className="toolbar__divider" />}
          {studioTools()
            .filter((tool) => tool.group === group)
            .map((tool) => (
              <ToolSlot key={tool.id} tool={tool} current={page ? null : current} />
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
