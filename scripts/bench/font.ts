import { existsSync, readFileSync } from 'node:fs'
import { renderField } from '../../electron/tools/font/field.ts'
import { openFont } from '../../electron/tools/font/file/fontFile.ts'
import { hasCrossings } from '../../electron/tools/font/outline/boundary.ts'
import { compareOutlines } from '../../electron/tools/font/outline/compare.ts'
import { flatten } from '../../electron/tools/font/outline/flatten.ts'
import { countSegments, type Outline } from '../../electron/tools/font/outline/outline.ts'
import { traceField } from '../../electron/tools/font/trace/trace.ts'
import type { Bench, BenchOptions } from './bench.ts'
import { networkBench, proofBench, wholeBench } from './fontProof.ts'
import { median, round } from './measure.ts'

/** Fonts of Debian's packages: fonts-noto-cjk(-extra), fonts-lxgw-wenkai, fonts-smiley-sans. */
const styles = [
  { name: 'noto-sans', path: 'opentype/noto/NotoSansCJK-Regular.ttc', index: 2 },
  { name: 'noto-serif-bold', path: 'opentype/noto/NotoSerifCJK-Bold.ttc', index: 2 },
  { name: 'lxgw-wenkai', path: 'truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf', index: 0 },
  { name: 'smiley-sans', path: 'truetype/smiley-sans/SmileySans-Oblique.ttf', index: 0 },
].map((style) => ({ ...style, path: `/usr/share/fonts/${style.path}` }))

/** Every 31st character of those that all styles here draw, so that simple and dense ones are among them. */
const EVERY = 31
const GLYPHS = 100

/**
 * Traces the exact fields of glyphs: how long it takes, and how near the outlines come to those of the fonts' designers. Segments
 * are counted in cubic curves where the font has them, and as they are in fonts of quadratic ones.
 */
async function* traceBench({ runs }: BenchOptions) {
  for (const { name, path, index } of styles) {
    if (!existsSync(path)) {
      yield { case: 'trace', style: name, skipped: `${path} is not installed` }
      continue
    }
    const font = await openFont(new Uint8Array(readFileSync(path)), path, { index })
    const glyphs: { outline: Outline; field: ReturnType<typeof renderField> }[] = []
    for (const [at, character] of font.characters.entries()) {
      if (character < 0x4e00 || character > 0x9fa5 || at % EVERY !== 0) continue
      const outline = font.drawn(character)
      if (outline) glyphs.push({ outline, field: renderField(outline) })
      if (glyphs.length === Math.min(GLYPHS, runs)) break
    }
    const times = (work: (glyph: (typeof glyphs)[number]) => void) =>
      median(
        [0, 1].flatMap(() =>
          glyphs.map((glyph) => {
            const began = performance.now()
            work(glyph)
            return performance.now() - began
          }),
        ),
      )
    const traces = glyphs.map(({ field }) => traceField(field))
    const apart = glyphs.map(({ outline }, at) => compareOutlines(outline, traces[at]!))
    yield {
      case: 'trace',
      style: name,
      glyphs: glyphs.length,
      trace_milliseconds: round(
        times(({ field }) => traceField(field)),
        2,
      ),
      render_milliseconds: round(
        times(({ outline }) => renderField(outline)),
        2,
      ),
      iou_median: round(median(apart.map(({ iou }) => iou)), 4),
      iou_least: round(Math.min(...apart.map(({ iou }) => iou)), 4),
      mean_distance_per_mille_median: round(median(apart.map(({ meanDistance }) => meanDistance)), 2),
      mean_distance_per_mille_most: round(Math.max(...apart.map(({ meanDistance }) => meanDistance)), 2),
      segments: traces.reduce((sum, outline) => sum + countSegments(outline), 0),
      segments_of_the_font: glyphs.reduce((sum, { outline }) => sum + countSegments(outline), 0),
      with_crossings: traces.filter((outline) => hasCrossings(flatten(outline, 0.5))).length,
    }
  }
}

const cases = { trace: traceBench, proof: proofBench, network: networkBench, 'gb2312-1': wholeBench }

/** The Font tool: its tracer, the proof sheet, and a whole set of characters. */
export const fontBench: Bench = async function* (only, options) {
  for (const [name, bench] of Object.entries(cases))
    if (only.length === 0 || only.includes(name)) yield* bench(options)
}
