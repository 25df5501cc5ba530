import { type Coverage, metricOf, stampDab } from './dab.ts'
import { StrokePath } from './path.ts'
import type { BrushSettings } from './stroke.ts'
import { isPlain, plainTexture } from './texture.ts'
import { stampTextured } from './texturedDab.ts'

const identity = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }

/** The coverage of a wave-shaped stroke that fills a picture, its pressure rising and falling: what a brush looks like. */
export function brushSample(brush: BrushSettings, width: number, height: number): Coverage {
  const { hardness, texture = plainTexture, pressureSize, pressureOpacity } = brush
  const coverage = { width, height, data: new Uint8Array(width * height) }
  const size = Math.min(brush.size, height * 0.55)
  const spacing = texture.tip === 'spray' ? 0.2 : 0.05
  const path = new StrokePath({ smoothing: 0, spacing: () => Math.max(0.5, spacing * size) })
  const samples = Array.from({ length: 25 }, (_, i) => {
    const t = i / 24
    return {
      x: size / 2 + 2 + t * (width - size - 4),
      y: height / 2 - Math.sin(2 * Math.PI * t) * (height - size) * 0.4,
      pressure: 0.25 + 0.75 * Math.sin(Math.PI * t),
      time: 8 * i,
    }
  })
  const points = [...samples.flatMap((sample) => path.add(sample)), ...path.end()]
  for (const [count, point] of points.entries()) {
    const dab = {
      size: pressureSize ? size * point.pressure : size,
      hardness,
      alpha: pressureOpacity ? point.pressure : 1,
    }
    if (isPlain(texture)) stampDab(coverage, metricOf(identity), point, dab)
    else
      stampTextured(
        coverage,
        identity,
        { dab, centre: point, image: 0, reflection: identity, count },
        texture,
      )
  }
  return coverage
}
