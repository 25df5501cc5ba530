import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useStore } from 'zustand'
import { useShortcuts } from '../app/actions/useShortcuts.ts'
import { besideCanvas } from '../app/besideCanvas.ts'
import { DialogHost } from '../app/dialogs/host.tsx'
import { DropHint } from '../app/files/DropHint.tsx'
import { useIsOpen } from '../app/opened.ts'
import { useOpenPage } from '../app/pages.ts'
import { layoutPart, rememberLayout, useSettings } from '../app/settings.ts'
import { CanvasView } from '../canvas/index.ts'
import { useLanguage, useT } from '../i18n/index.ts'
import { ToastHost } from '../ui/Toast.tsx'
import { CanvasMenu } from './CanvasMenu.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { CarriedLabel } from './documents/CarriedLabel.tsx'
import { DocumentTabs } from './documents/DocumentTabs.tsx'
import { EmptyState } from './EmptyState.tsx'
import { EngineBanner } from './EngineBanner.tsx'
import { Guarded } from './Guarded.tsx'
import { OptionsBar } from './OptionsBar.tsx'
import { PageBar } from './PageBar.tsx'
import { SidePanels } from './SidePanels.tsx'
import { StatusBar } from './StatusBar.tsx'
import { TitleBar } from './TitleBar.tsx'
import { Toolbar } from './Toolbar.tsx'
import './app.css'

const SIDE_WIDTH = 312

/** The studio: menus, tools, options, canvas, panels, status; and what floats above them. */
export function App() {
  useLanguage(useSettings((state) => state.language))
  useShortcuts()
  const t = useT()
  const page = useOpenPage()
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <div className="studio">
          <TitleBar />
          <Guarded>{page ? <PageBar page={page} /> : <OptionsBar />}</Guarded>
          <div className="studio__middle">
            <Toolbar />
            {page ? (
              <main className="studio__page" aria-label={t(page.title)}>
                <Guarded>
                  <page.Component />
                </Guarded>
                <EngineBanner />
              </main>
            ) : (
              <Workspace />
            )}
          </div>
          <StatusBar />
        </div>
        <DropHint />
        <CarriedLabel />
        <CommandPalette />
        <DialogHost />
        <ToastHost />
      </Tooltip.Provider>
    </CSPProvider>
  )
}

/** Canvas and side panels, with a divider between them that is remembered in pixels. */
function Workspace() {
  const t = useT()
  const open = useIsOpen()
  const { Component: Beside } = useStore(besideCanvas)
  const width = layoutPart('sideWidth', SIDE_WIDTH)
  return (
    <Group className="studio__workspace">
      <Panel id="canvas" minSize={320}>
        <main className="studio__documents" aria-label={t('app:frame.canvas')}>
          <Guarded>
            <DocumentTabs />
          </Guarded>
          <div className="studio__canvas">
            {open ? (
              <CanvasMenu>
                <Guarded>
                  <CanvasView />
                </Guarded>
              </CanvasMenu>
            ) : (
              <div className="studio__picture">
                <Guarded>
                  <EmptyState />
                </Guarded>
              </div>
            )}
            {open && Beside && (
              <Guarded>
                <Beside />
              </Guarded>
            )}
            <EngineBanner />
          </div>
        </main>
      </Panel>
      <Separator className="separator separator--vertical" aria-label={t('app:frame.resizeSide')} />
      <Panel
        id="side"
        defaultSize={width}
        minSize={248}
        maxSize={520}
        groupResizeBehavior="preserve-pixel-size"
        onResize={({ inPixels }, _id, before) => before && rememberLayout('sideWidth', Math.round(inPixels))}
      >
        <SidePanels />
      </Panel>
    </Group>
  )
}
