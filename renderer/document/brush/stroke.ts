import {
  type LayerId,
  type LayerMask,
  type RasterId,
  shownBy,
  type Transform,
} from '../../../electron/contract/document/index.ts'
import { GanvasError } from '../../../electron/contract/errors.ts'
import type { Rect } from '../../../electron/contract/pixels.ts'
import { text } from '../../../electron/contract/text.ts'
import { emptyRect, isEmpty, union } from '../geometry.ts'
import { label } from '../label.ts'
import { currentSelection } from '../masks/current.ts'
import { maskInLayer } from '../masks/layerMask.ts'
import { cutMask, HALF } from '../masks/mask.ts'
import { imageData } from '../rasters.ts'
import type { DocumentSession } from '../session.ts'
import { inverse, type Matrix, matrixOf, transformPoint } from '../transform.ts'
import { isVisible, layerOf, paintedLayerOf, requireUnlocked } from '../tree.ts'
import type { Color, Gesture, MaskRaster } from '../types.ts'
import { type Coverage, type Metric, metricOf, stampDab } from './dab.ts'
import { erase, greyOf, paintMask, paintOver } from './paint.ts'
import { type PathPoint, type PointerSample, StrokePath } from './path.ts'
import { coverDocument } from './room.ts'

/** The largest diameter of a brush, in document pixels. */
export const MAX_BRUSH_SIZE = 1000

export interface BrushSettings {
  /** Diameter in document pixels, 1 to {@link MAX_BRUSH_SIZE}. */
  readonly size: number
  /** 0: soft to the centre; 1: a sharp edge. */
  readonly hardness: number
  /** The whole stroke's opacity, 0 to 1: it does not build up where the stroke crosses itself. */
  readonly opacity: number
  /** 0: the pointer's own path; 1: strongly steadied. */
  readonly smoothing: number
  /** Whether the pen's pressure drives the diameter. */
  readonly pressureSize: boolean
  readonly pressureOpacity: boolean
  /** False: every pixel wholly or not at all, as hard as can be. */
  readonly antialias: boolean
}

export interface StrokeOptions {
  readonly brush: BrushSettings
  readonly color: Color
  readonly erase?: boolean
}

/** Distance between dabs as a share of the diameter: close enough that a hard edge shows no scallops. */
const SPACING = 0.05

/** A brush never gets thinner than this share of its size, so that a light touch still leaves a line. */
const MIN_PRESSURE = 0.02

/**
 * Begins a stroke on a layer's pixels, or on its mask where that is what is painted on, limited to the selection. A straight
 * line is a stroke of two samples without smoothing. On a mask light colours show and dark ones hide, as the eraser does.
 *
 * @throws GanvasError `invalid-input` when the layer is a group, locked or hidden
 */
export function beginStroke(session: DocumentSession, id: LayerId, options: StrokeOptions): Stroke {
  const { name, mask } = layerOf(session.data, id)
  const { data, target } = session.store.getState()
  const onMask = target === 'mask' && data.active === id && mask
  if (!onMask) paintedLayerOf(session.data, id)
  requireUnlocked(session.data, [id])
  if (!isVisible(session.data, id)) throw new GanvasError('invalid-input', text('layers.hidden', { name }))
  const gesture = session.begin(label(options.erase ? 'eraser' : 'brush'))
  if (onMask) return new Stroke(session, gesture, mask, options, maskPaint(mask, options))
  if (!options.erase) coverDocument(session, gesture, id)
  return new Stroke(session, gesture, paintedLayerOf(session.data, id), options, pixelPaint(options))
}

/** Paints straight RGBA in place, by the coverage of each pixel. */
type Paint = (pixels: Uint8ClampedArray, coverage: Uint8Array) => void

const pixelPaint =
  ({ color, erase: isEraser, brush: { opacity } }: StrokeOptions): Paint =>
  (pixels, coverage) =>
    isEraser ? erase(pixels, coverage, opacity) : paintOver(pixels, coverage, color, opacity)

function maskPaint(mask: LayerMask, { color, erase: isEraser, brush: { opacity } }: StrokeOptions): Paint {
  const alpha = shownBy(mask, isEraser ? 0 : greyOf(color))
  return (pixels, coverage) => paintMask(pixels, coverage, alpha, mask.hides ? 0 : 255, opacity)
}

/**
 * A stroke in the making. Dabs gather in a coverage buffer; the touched rectangle is then made anew from the pixels
 * before the stroke, so its cost depends on what moved and not on the stroke's length.
 */
export class Stroke {
  readonly #gesture: Gesture
  readonly #raster: RasterId
  readonly #matrix: Matrix
  readonly #toRaster: Matrix
  readonly #metric: Metric
  readonly #options: StrokeOptions
  readonly #paintPixels: Paint
  readonly #path: StrokePath
  readonly #coverage: Coverage
  readonly #selection: MaskRaster | null

  constructor(
    session: DocumentSession,
    gesture: Gesture,
    { raster, transform }: { readonly raster: RasterId; readonly transform: Transform },
    options: StrokeOptions,
    paint: Paint,
  ) {
    this.#paintPixels = paint
    const { width, height } = session.rasters.get(raster)
    const { size, smoothing } = options.brush
    this.#gesture = gesture
    this.#raster = raster
    this.#matrix = matrixOf(transform)
    this.#toRaster = inverse(this.#matrix)
    this.#metric = metricOf(this.#matrix)
    this.#options = options
    this.#coverage = { width, height, data: new Uint8Array(width * height) }
    this.#selection = currentSelection(session)
    this.#path = new StrokePath({
      smoothing,
      spacing: (pressure) => Math.max(0.5, SPACING * size * this.#sizeShare(pressure)),
    })
  }

  /** False once it ended, also when another change ended it. */
  get open(): boolean {
    return this.#gesture.open
  }

  /** Continues to each of the samples, given in document pixels, and paints once. */
  add(samples: readonly PointerSample[]): void {
    this.#paint(samples.flatMap((sample) => this.#path.add(sample)))
  }

  /** Finishes the stroke as one undo entry. */
  end(): void {
    this.#paint(this.#path.end())
    this.#gesture.commit()
  }

  /** Takes the stroke back. */
  cancel(): void {
    this.#gesture.abort()
  }

  #sizeShare(pressure: number): number {
    return this.#options.brush.pressureSize ? Math.max(MIN_PRESSURE, pressure) : 1
  }

  #paint(points: readonly PathPoint[]): void {
    if (!this.open) return
    const { size, hardness, pressureOpacity, antialias } = this.#options.brush
    let dirty = emptyRect
    for (const point of points) {
      const dab = {
        size: size * this.#sizeShare(point.pressure),
        hardness: antialias ? hardness : 1,
        alpha: pressureOpacity && antialias ? point.pressure : 1,
      }
      const centre = transformPoint(this.#toRaster, point)
      dirty = union(dirty, stampDab(this.#coverage, this.#metric, centre, dab))
    }
    if (!isEmpty(dirty)) this.#renew(dirty)
  }

  /** Makes the pixels of `rect` from those before the stroke and the coverage. */
  #renew(rect: Rect): void {
    const pixels = this.#gesture.original(this.#raster, rect)
    this.#paintPixels(pixels, this.#limited(rect))
    this.#gesture.editPixels(this.#raster, rect, (context) =>
      context.putImageData(imageData(pixels, rect.width, rect.height), rect.x, rect.y),
    )
  }

  /** The stroke's coverage of `rect`, times the selection's. */
  #limited(rect: Rect): Uint8Array {
    const coverage = cutMask(this.#coverage.data, this.#coverage.width, rect)
    if (!this.#options.brush.antialias)
      for (let i = 0; i < coverage.length; i++) coverage[i] = coverage[i]! < HALF ? 0 : 255
    if (!this.#selection) return coverage
    const allowed = maskInLayer(this.#selection, this.#matrix, rect)
    for (let i = 0; i < coverage.length; i++) coverage[i] = (coverage[i]! * allowed[i]! + 127) / 255
    return coverage
  }
}
