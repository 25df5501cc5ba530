import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openOn } from '../../../electron/engine/sessions/runtime.ts'
import { writeOnnx } from '../../../electron/graph/onnx/write.ts'
import { FIELD_RANGE } from '../../../electron/imaging/distances.ts'
import { FIELD_SIDE } from '../../../electron/tools/font/field.ts'
import type { GlyphNetwork } from '../../../electron/tools/font/redraw.ts'
import { GlyphSource } from '../../../electron/train/data/glyphs.ts'
import { checkedOptions } from '../../../electron/train/game/recipe.ts'
import { recipeNamed } from '../../../electron/train/games/index.ts'
import { type Checkpoint, checkpointFile, decodeCheckpoint } from '../../../electron/train/run/checkpoint.ts'
import { inferenceGraph } from '../../../electron/train/run/inferenceGraph.ts'

/** A run of `ganvas train font` so far: its network as a graph with averaged weights, and the names of its styles in order. */
export async function openRun(run: string, data: string) {
  const path = join(run, checkpointFile)
  if (!existsSync(path)) throw new Error(`${path} is missing: no checkpoint so far`)
  const checkpoint: Checkpoint = decodeCheckpoint(readFileSync(path), path)
  const recipe = recipeNamed('font')
  const options = checkedOptions(recipe, checkpoint.options)
  const { training, heldOut } = await GlyphSource.open(data, 0)
  const prepared = await recipe.prepare(checkpoint.settings, options, { source: training, watched: heldOut })
  const graph = inferenceGraph(prepared.products.generator!, (name) => checkpoint.tensors.get(name))
  return { checkpoint, graph, styles: training.styles }
}

/** @param model an ONNX file of such a network */
export async function glyphNetwork(model: Uint8Array, threads = 1): Promise<GlyphNetwork> {
  const session = await openOn('cpu', model, { threads })
  return {
    side: FIELD_SIDE,
    range: FIELD_RANGE,
    async run(field, style) {
      const results = await session.run({
        input: { data: field, shape: [1, 1, FIELD_SIDE, FIELD_SIDE] },
        style: { data: style, shape: [1, style.length] },
      })
      return results.output!.data as Float32Array
    },
  }
}

export const modelOf = (graph: Parameters<typeof writeOnnx>[0]): Uint8Array => writeOnnx(graph).model
