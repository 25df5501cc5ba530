import type { LayerId } from '../../../electron/contract/document/index.ts'
import { label } from '../label.ts'
import type { DocumentSession } from '../session.ts'
import { inverse, type Matrix, transformPoint } from '../transform.ts'
import type { Color, Label } from '../types.ts'
import { CoveringStroke } from './covering.ts'
import type { PlacedDab } from './dab.ts'
import { type Applied, erasing, type Operation, painting } from './operation.ts'
import { type PathPoint, type PointerSample, StrokePath } from './path.ts'
import { beginPainting, type PaintTarget } from './target.ts'
import type { Texture } from './texture.ts'
import { WorkingStroke } from './working.ts'

/** The largest diameter of a brush, in document pixels. */
export const MAX_BRUSH_SIZE = 1000

export interface BrushSettings {
  /** Diameter in document pixels, 1 to {@link MAX_BRUSH_SIZE}. */
  readonly size: number
  /** 0: soft to the centre; 1: a sharp edge. */
  readonly hardness: number
  /** How strongly it acts, 0 to 1: of paint the whole stroke's opacity, which does not build up where it crosses itself. */
  readonly opacity: number
  /** 0: the pointer's own path; 1: strongly steadied. */
  readonly smoothing: number
  /** Whether the pen's pressure drives the diameter. */
  readonly pressureSize: boolean
  readonly pressureOpacity: boolean
  /** False: every pixel wholly or not at all, as hard as can be. */
  readonly antialias: boolean
  /** The shape of its touch and what it is painted on; absent: a disk on smooth ground. */
  readonly texture?: Texture
}

/** A tool that acts along a path, dab by dab. */
export interface StrokeTool {
  /** The name of its undo entries. */
  readonly entry: Label
  /** It may paint where the layer has no pixels yet. */
  readonly adds: boolean
  operation(target: PaintTarget): Operation
}

export interface StrokeOptions {
  readonly brush: BrushSettings
  /** What is painted with; of an eraser, what appears where alpha is locked. */
  readonly color: Color
  readonly erase?: boolean
}

/** Distance between dabs as a share of the diameter: close enough that a hard edge shows no scallops. */
const SPACING = 0.05

/** Drops that fall anew at every step of a plain brush would leave no gaps. */
const SPRAY_SPACING = 0.2

/** A brush never gets thinner than this share of its size, so that a light touch still leaves a line. */
const MIN_PRESSURE = 0.02

/** Paints with a colour; on a mask light colours show and dark ones hide. */
export const brushTool = (color: Color, opacity: number): StrokeTool => ({
  entry: label('brush'),
  adds: true,
  operation: () => painting(color, opacity),
})

/** Takes pixels away; on a mask it hides. @param behind what appears where alpha is locked */
export const eraserTool = (behind: Color, opacity: number): StrokeTool => ({
  entry: label('eraser'),
  adds: false,
  operation: ({ medium }) => erasing(medium, behind, opacity),
})

/**
 * Begins to paint or erase on a layer's pixels, or on its mask where that is what is painted on, limited to the selection. A
 * straight line is a stroke of two samples without smoothing.
 *
 * @throws GanvasError `invalid-input` when the layer is a group, locked or hidden
 */
export function beginStroke(
  session: DocumentSession,
  id: LayerId,
  { brush, color, erase = false }: StrokeOptions,
): Stroke {
  const tool = (erase ? eraserTool : brushTool)(color, brush.opacity)
  return openStroke(session, id, brush, tool)
}

const identity: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }

/** Begins a stroke of any tool; see {@link beginStroke}. @param images where it appears, from where it is drawn, in document pixels */
export function openStroke(
  session: DocumentSession,
  id: LayerId,
  brush: BrushSettings,
  tool: StrokeTool,
  images: readonly Matrix[] = [identity],
): Stroke {
  const target = beginPainting(session, id, tool.entry, tool.adds)
  return new Stroke(target, brush, tool.operation(target), images)
}

/** A stroke in the making: samples of the pointer become dabs along a path, which the operation acts with. */
export class Stroke {
  readonly #target: PaintTarget
  readonly #toRaster: Matrix
  readonly #brush: BrushSettings
  readonly #path: StrokePath
  readonly #applied: Applied
  readonly #images: readonly Matrix[]
  #count = 0

  constructor(target: PaintTarget, brush: BrushSettings, operation: Operation, images: readonly Matrix[]) {
    const { size, smoothing, texture } = brush
    this.#target = target
    this.#toRaster = inverse(target.matrix)
    this.#brush = brush
    this.#images = images
    this.#applied =
      operation.kind === 'covering'
        ? new CoveringStroke(target, operation, brush)
        : new WorkingStroke(target, operation, brush)
    const own = texture?.tip === 'spray' ? SPRAY_SPACING : SPACING
    const spacing = operation.kind === 'working' ? operation.spacing : own
    this.#path = new StrokePath({
      smoothing,
      spacing: (pressure) => Math.max(0.5, spacing * size * this.#sizeShare(pressure)),
    })
  }

  /** False once it ended, also when another change ended it. */
  get open(): boolean {
    return this.#target.gesture.open
  }

  /** Continues to each of the samples, given in document pixels, and paints once. */
  add(samples: readonly PointerSample[]): void {
    this.#paint(samples.flatMap((sample) => this.#path.add(sample)))
  }

  /** Finishes the stroke as one undo entry. */
  end(): void {
    this.#paint(this.#path.end())
    if (this.open) this.#applied.end()
    this.#target.gesture.commit()
  }

  /** Takes the stroke back. */
  cancel(): void {
    this.#target.gesture.abort()
  }

  #sizeShare(pressure: number): number {
    return this.#brush.pressureSize ? Math.max(MIN_PRESSURE, pressure) : 1
  }

  #paint(points: readonly PathPoint[]): void {
    if (this.open && points.length > 0) this.#applied.apply(points.flatMap((point) => this.#place(point)))
  }

  #place(point: PathPoint): PlacedDab[] {
    const { size, hardness, pressureOpacity, antialias } = this.#brush
    const dab = {
      size: size * this.#sizeShare(point.pressure),
      hardness: antialias ? hardness : 1,
      alpha: pressureOpacity && antialias ? point.pressure : 1,
    }
    const count = this.#count++
    return this.#images.map((reflection, image) => {
      const centre = transformPoint(this.#toRaster, transformPoint(reflection, point))
      return { dab, centre, image, reflection, count }
    })
  }
}
