import Konva from 'konva'
import { type RefObject, useEffect, useRef } from 'react'
import { Image, Layer, Stage } from 'react-konva'
import { useStore } from 'zustand'
import { checkerboard } from './compositor/backdrop.ts'
import { attachKeys } from './keyInput.ts'
import { Painter } from './painter.ts'
import { attachPointer } from './pointerInput.ts'
import { followPointer } from './pointerReadout.ts'
import { Arrows } from './shapes/Arrows.tsx'
import { BrushCursor } from './shapes/BrushCursor.tsx'
import { CompareDivider } from './shapes/CompareDivider.tsx'
import { CropShape } from './shapes/CropShape.tsx'
import { Guides } from './shapes/Guides.tsx'
import { MarqueeShape } from './shapes/MarqueeShape.tsx'
import { PixelGrid } from './shapes/PixelGrid.tsx'
import { SelectionOutline } from './shapes/SelectionOutline.tsx'
import { SourceCross } from './shapes/SourceCross.tsx'
import { SymmetryAxes } from './shapes/SymmetryAxes.tsx'
import { TransformHandles } from './shapes/TransformHandles.tsx'
import { type CanvasColors, canvasColors, useCanvasColors } from './theme.ts'
import { ToolHost } from './toolHost.ts'
import { studioTools } from './tools/registry.ts'
import type { Tool } from './tools/tool.ts'
import { view } from './view.ts'

const backdropOf = ({ checkerLight, checkerDark }: CanvasColors) =>
  checkerboard(checkerLight, checkerDark, view.getState().pixelRatio)

/** One machine a tool. */
function machines(): (id: string) => Tool {
  const byId = new Map(studioTools().map((tool) => [tool.id, tool.createMachine()]))
  return (id) => byId.get(id)!
}

/** The compositor's picture with handles, outlines and cursors above it, and the tools behind it. */
export function CanvasStage({ viewport }: { viewport: RefObject<HTMLDivElement | null> }) {
  const width = useStore(view, (state) => state.width)
  const height = useStore(view, (state) => state.height)
  const pixelRatio = useStore(view, (state) => state.pixelRatio)
  const colors = useCanvasColors()
  const picture = useRef<Konva.Image>(null)
  const before = useRef<Konva.Image>(null)
  const painter = useRef<Painter>(null)

  useEffect(() => {
    const element = viewport.current
    if (!element) return
    const present = () => show(picture.current, before.current, painter.current)
    const paint = new Painter(backdropOf(canvasColors()), present)
    painter.current = paint
    const host = new ToolHost(machines())
    const end = [
      paint.start(),
      attachPointer(element, host),
      attachKeys(element, host),
      followPointer(() => host.busy),
      () => host.dispose(),
      () => {
        painter.current = null
      },
    ]
    return () => {
      for (const stop of end) stop()
    }
  }, [viewport])

  // biome-ignore lint/correctness/useExhaustiveDependencies: squares are a number of device pixels.
  useEffect(() => painter.current?.setBackdrop(backdropOf(colors)), [colors, pixelRatio])

  // Konva reads the ratio only when it makes a canvas.
  Konva.pixelRatio = pixelRatio
  return (
    <Stage key={pixelRatio} width={width} height={height}>
      <Layer listening={false} imageSmoothingEnabled={false}>
        <Image ref={picture} image={undefined} />
        <Image ref={before} image={undefined} visible={false} />
      </Layer>
      <Layer listening={false}>
        <PixelGrid />
        <SelectionOutline />
        <Guides />
        <MarqueeShape />
        <TransformHandles />
        <CropShape />
        <Arrows />
        <CompareDivider />
        <SymmetryAxes />
        <SourceCross />
        <BrushCursor />
      </Layer>
    </Stage>
  )
}

/** Puts the compositors' canvases on the stage and draws them in this very frame. */
function show(picture: Konva.Image | null, before: Konva.Image | null, painter: Painter | null): void {
  if (!picture || !before || !painter) return
  const { width, height, pixelRatio, compare } = view.getState()
  // Konva's types know only canvases of the page; it draws any image source.
  const canvasOf = (canvas: OffscreenCanvas) => canvas as unknown as HTMLCanvasElement
  picture.setAttrs({
    image: canvasOf(painter.document.canvas),
    width,
    height,
    visible: compare.mode !== 'original',
  })
  const shown =
    compare.mode === 'slider' ? Math.round(compare.position * width * pixelRatio) / pixelRatio : width
  before.setAttrs({
    image: canvasOf(painter.before.canvas),
    visible: compare.mode !== 'off' && shown > 0,
    crop: { x: 0, y: 0, width: shown * pixelRatio, height: height * pixelRatio },
    width: shown,
    height,
  })
  picture.getLayer()?.draw()
}
