import { useId, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { currentSession } from '../document/current.ts'
import { useT } from '../i18n/index.ts'
import { classes } from '../ui/classes.ts'
import { CanvasStage } from './CanvasStage.tsx'
import { CompareLabels } from './CompareLabels.tsx'
import { interaction } from './interaction.ts'
import { Ruler } from './Ruler.tsx'
import { toolSettings } from './toolSettings.ts'
import { toolOf } from './tools/registry.ts'
import { view } from './view.ts'
import { fitView } from './viewCommands.ts'
import { keptInMiddle } from './viewMath.ts'
import './canvas.css'

/** The canvas with its rulers: fills its parent, which must be positioned. */
export function CanvasView() {
  const t = useT()
  const description = useId()
  const viewport = useRef<HTMLDivElement>(null)
  const rulers = useStore(view, (state) => state.rulers)
  const cursor = useStore(interaction, (state) => state.cursor)
  const { Overlay } = toolOf(useStore(toolSettings, (state) => state.tool))
  // A key pressed after a click would make the browser draw the ring as well.
  const [byKeyboard, setByKeyboard] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const rotation = useStore(view, (state) => state.rotation)
  const placed = usePlacement(frame, rotation)
  useViewportSize(viewport)
  return (
    <div className={classes('canvas', rulers && 'canvas--rulers', rotation !== 0 && 'canvas--turned')}>
      {rulers && <div className="canvas__corner" />}
      {rulers && <Ruler axis="horizontal" />}
      {rulers && <Ruler axis="vertical" />}
      <div ref={frame} className={byKeyboard ? 'canvas__window canvas__window--focused' : 'canvas__window'}>
        <div
          ref={viewport}
          className="canvas__viewport"
          onFocus={(event) => setByKeyboard(event.currentTarget.matches(':focus-visible'))}
          onBlur={() => setByKeyboard(false)}
          role="application"
          data-resting-focus
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is interactive; its keys are described.
          tabIndex={0}
          aria-label={t('canvas:region.label')}
          aria-describedby={description}
          style={{ cursor, ...placed }}
        >
          <CanvasStage viewport={viewport} />
          <CompareLabels />
          {Overlay && <Overlay />}
        </div>
      </div>
      <p id={description} className="canvas__hidden">
        {t('canvas:region.description')}
      </p>
    </div>
  )
}

/** How the viewport lies in its window: filling it, or turned about its middle and large enough to fill it then. */
function usePlacement(frame: React.RefObject<HTMLDivElement | null>, rotation: number): React.CSSProperties {
  const { width, height } = useStore(view, (state) => state.window)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () =>
      view.setState({ window: { width: element.clientWidth, height: element.clientHeight } })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  if (rotation === 0) return { inset: 0 }
  const side = Math.ceil(Math.hypot(width, height))
  return {
    left: (width - side) / 2,
    top: (height - side) / 2,
    width: side,
    height: side,
    transform: `rotate(${rotation}deg)`,
  }
}

/** Keeps the viewport's size in the view; what was in its middle stays there. */
function useViewportSize(viewport: React.RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const element = viewport.current
    if (!element) return
    const measure = () => {
      const before = view.getState()
      const width = element.clientWidth
      const height = element.clientHeight
      const pixelRatio = window.devicePixelRatio
      if (width === before.width && height === before.height && pixelRatio === before.pixelRatio) return
      view.setState({ width, height, pixelRatio })
      if (before.width === 0) fitView()
      else view.setState(keptInMiddle(before, view.getState(), currentSession().data))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [viewport])
}
