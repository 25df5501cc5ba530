import { useEffect } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useStore } from 'zustand'
import { panels, showPanel } from '../app/panels.ts'
import { layoutPart, rememberLayout } from '../app/settings.ts'
import { keptPanel, panelOwner } from '../app/tools.ts'
import { toolSettings } from '../canvas/index.ts'
import { useT } from '../i18n/index.ts'
import { ColorPanel } from '../panels/color/ColorPanel.tsx'
import { HistoryPanel } from '../panels/history/HistoryPanel.tsx'
import { LayersPanel } from '../panels/layers/LayersPanel.tsx'
import { MasksPanel } from '../panels/masks/MasksPanel.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Guarded } from './Guarded.tsx'

const defaultSplit = { upper: 66, lower: 34 }

/** The right side: the tool's own panel and colours above, the document's structure below. */
export function SidePanels() {
  const t = useT()
  return (
    <aside className="side" aria-label={t('app:frame.panels')}>
      <Group
        orientation="vertical"
        defaultLayout={layoutPart('sideSplit', defaultSplit)}
        onLayoutChanged={(layout) => rememberLayout('sideSplit', layout)}
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

function UpperPanels() {
  const t = useT()
  const tool = useStore(toolSettings, (state) => state.tool)
  const upper = useStore(panels, (state) => state.upper)
  const kept = useStore(keptPanel, (state) => state.tool)
  const owner = panelOwner(tool, kept)
  const own = owner?.panel
  // Choosing a tool that has a panel shows it.
  const ownTool = owner?.id
  useEffect(() => {
    if (ownTool) panels.setState({ upper: 'tool' })
  }, [ownTool])
  return (
    <Tabs
      label={t('app:frame.upperPanels')}
      value={own ? upper : 'color'}
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
