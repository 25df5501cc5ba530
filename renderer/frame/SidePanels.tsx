import { useEffect, useLayoutEffect } from 'react'
import { Group, Panel, Separator, useGroupRef } from 'react-resizable-panels'
import { useStore } from 'zustand'
import { panels, showPanel, type UpperPanel } from '../app/panels.ts'
import { layoutPart, rememberLayout } from '../app/settings.ts'
import { keptPanel, panelOwner } from '../app/tools.ts'
import { type StudioTool, toolSettings } from '../canvas/index.ts'
import { useDocument } from '../document/index.ts'
import { useT } from '../i18n/index.ts'
import { AdjustmentPanel } from '../panels/adjustment/AdjustmentPanel.tsx'
import { ColorPanel } from '../panels/color/ColorPanel.tsx'
import { HistoryPanel } from '../panels/history/HistoryPanel.tsx'
import { LayersPanel } from '../panels/layers/LayersPanel.tsx'
import { MasksPanel } from '../panels/masks/MasksPanel.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Guarded } from './Guarded.tsx'

/** How the height is shared out, and where that is remembered: a tool's panel wants more of it than the colours do. */
const splits = {
  tool: { part: 'toolSplit', split: { upper: 58, lower: 42 } },
  adjustment: { part: 'toolSplit', split: { upper: 58, lower: 42 } },
  color: { part: 'colorSplit', split: { upper: 45, lower: 55 } },
} as const

/** The right side: the tool's own panel and colours above, the document's structure below. */
export function SidePanels() {
  const t = useT()
  const group = useGroupRef()
  const { part, split } = splits[useUpperPanel()]
  useLayoutEffect(() => {
    group.current?.setLayout(layoutPart(part, split))
  }, [group, part, split])
  return (
    <aside className="side" aria-label={t('app:frame.panels')}>
      <Group
        groupRef={group}
        orientation="vertical"
        defaultLayout={layoutPart(part, split)}
        onLayoutChanged={(layout) => rememberLayout(part, layout)}
      >
        <Panel id="upper" minSize={160}>
          <UpperPanels />
        </Panel>
        <Separator className="separator separator--horizontal" aria-label={t('app:frame.resizePanels')} />
        <Panel id="lower" minSize={160}>
          <LowerPanels />
        </Panel>
      </Group>
    </aside>
  )
}

/** The tool whose panel is shown, if any. */
function useOwner(): StudioTool | undefined {
  const tool = useStore(toolSettings, (state) => state.tool)
  const kept = useStore(keptPanel, (state) => state.tool)
  return panelOwner(tool, kept)
}

/** Which of the upper panels is in front. */
function useUpperPanel(): UpperPanel {
  const upper = useStore(panels, (state) => state.upper)
  const owner = useOwner()
  const adjusted = useAdjusted()
  if (upper === 'color' || (upper === 'adjustment' && adjusted)) return upper
  return owner ? 'tool' : 'color'
}

/** The active layer, if it is an adjustment. */
const useAdjusted = () =>
  useDocument(({ data: { active, layers } }) =>
    active !== null && layers[active]?.kind === 'adjustment' ? active : null,
  )

function UpperPanels() {
  const t = useT()
  const upper = useUpperPanel()
  const owner = useOwner()
  const own = owner?.panel
  // Choosing a tool that has a panel shows it.
  const ownTool = owner?.id
  useEffect(() => {
    if (ownTool) panels.setState({ upper: 'tool' })
  }, [ownTool])
  // Choosing an adjustment shows what it is set to; leaving it shows the tool's panel again.
  const adjusted = useAdjusted()
  useEffect(() => {
    if (adjusted) panels.setState({ upper: 'adjustment' })
    else panels.setState(({ upper: now }) => ({ upper: now === 'adjustment' ? 'tool' : now }))
  }, [adjusted])
  return (
    <Tabs
      label={t('app:frame.upperPanels')}
      value={upper}
      onChange={showPanel}
      items={[
        ...(own
          ? [
              {
                value: 'tool' as const,
                label: t(own.title),
                content: (
                  <div className="tool-panel">
                    <Guarded>
                      <own.Component />
                    </Guarded>
                  </div>
                ),
              },
            ]
          : []),
        ...(adjusted
          ? [
              {
                value: 'adjustment' as const,
                label: t('app:panels.adjustment'),
                content: (
                  <div className="tool-panel">
                    <Guarded>
                      <AdjustmentPanel key={adjusted} />
                    </Guarded>
                  </div>
                ),
              },
            ]
          : []),
        {
          value: 'color' as const,
          label: t('app:panels.color'),
          content: (
            <Guarded>
              <ColorPanel />
            </Guarded>
          ),
        },
      ]}
    />
  )
}

function LowerPanels() {
  const t = useT()
  const lower = useStore(panels, (state) => state.lower)
  return (
    <Tabs
      label={t('app:frame.lowerPanels')}
      value={lower}
      onChange={showPanel}
      items={[
        {
          value: 'layers',
          label: t('app:panels.layers'),
          content: (
            <Guarded>
              <LayersPanel />
            </Guarded>
          ),
        },
        {
          value: 'history',
          label: t('app:panels.history'),
          content: (
            <Guarded>
              <HistoryPanel />
            </Guarded>
          ),
        },
        {
          value: 'masks',
          label: t('app:panels.masks'),
          content: (
            <Guarded>
              <MasksPanel />
            </Guarded>
          ),
        },
      ]}
    />
  )
}
