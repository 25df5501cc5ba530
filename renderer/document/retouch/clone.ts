import type { Covering } from '../brush/operation.ts'
import { layOver } from '../brush/paint.ts'
import type { StrokeTool } from '../brush/stroke.ts'
import { label } from '../label.ts'
import type { Point } from '../transform.ts'
import { type SampleKind, sampled } from './sampled.ts'

export interface CloneOptions {
  readonly sample: SampleKind
  /** From where the stroke paints to where it takes from, in document pixels. */
  readonly offset: Point
  /** 0 to 1. */
  readonly opacity: number
}

/** Paints what is seen somewhere else, pixel by pixel, as it was before the stroke. */
export const cloneStamp = ({ sample, offset, opacity }: CloneOptions): StrokeTool => ({
  entry: label('clone'),
  adds: true,
  operation(target): Covering {
    const source = sampled(target, sample)
    return {
      kind: 'covering',
      before: (rect) => source.keep(rect),
      paint: (pixels, coverage, rect) => layOver(pixels, coverage, source.read(rect, offset), opacity),
    }
  },
})
