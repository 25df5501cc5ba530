import { GanvasError, reasonOf } from '../../contract/errors.ts'
import type { Comparison } from '../../contract/procedures/comparison.ts'
import type { ImportSettings } from '../../contract/procedures/imports.ts'
import { text } from '../../contract/text.ts'
import { holdsHalf } from '../../graph/onnx/half.ts'
import { decode } from '../../graph/onnx/protobuf.ts'
import { withDropoutOff } from '../../graph/onnx/revise.ts'
import { writeOnnx } from '../../graph/onnx/write.ts'
import type { SessionTensor } from '../../graph/session.ts'
import { channelsOf, type Layout, pictureShape, sidesOf } from '../../tools/import/axes.ts'
import { asInFile } from '../../tools/import/bake.ts'
import { inputColors, mapColors, outputColors } from '../../tools/import/colors.ts'
import { behavioursOf } from '../../tools/import/normalisations.ts'
import type { ForeignNetwork } from '../../tools/import/open.ts'
import { PREFIX } from '../../tools/import/replay.ts'
import { compareModels, notCompared, tooLarge } from '../comparison/compareModels.ts'
import { fedTo } from '../comparison/exampleFeeds.ts'
import { trialFeeds } from '../sessions/trialFeeds.ts'

/** A stranger's file as it was looked at. */
export interface ForeignFile {
  name: string
  bytes: Uint8Array
  /** Where it lies, if its weights lie beside it. */
  path: string | null
}

/**
 * Runs the file as it is, and the network made of it for these settings, on one small picture, and compares the results.
 * Where the settings change what the file does (the statistics of batch normalisations, dropout), what is made without
 * that change is compared, so that rounding is all there is to differ.
 */
export async function compareImported(
  { name: file, bytes, path }: ForeignFile,
  network: ForeignNetwork,
  settings: ImportSettings,
): Promise<Comparison> {
  const { layout, kind, output } = settings
  const [given] = network.graph.inputs
  const size = smallSize(network, settings)
  const channels = channelsOf(given!.shape, layout)
  const picture = {
    name: 'input',
    channels: kind === 'color' ? (['lightness'] as const) : (['red', 'green', 'blue'] as const),
    range: [-1, 1] as [number, number],
    colorSpace: 'none' as const,
    size,
  }
  const feeds = trialFeeds({ ...picture, channels: [...picture.channels] })
  let graph: ReturnType<typeof asInFile>
  try {
    graph = asInFile(network, settings, size)
  } catch (thrown) {
    if (!(thrown instanceof GanvasError)) throw thrown
    return notCompared(text('comparison.impossible', { file, reason: reasonOf(thrown) }))
  }
  const large = tooLarge(file, graph)
  if (large) return large
  const { inputs } = decode(bytes)!
  const planes = mapColors(inputColors(settings, channels), feeds.input!.data as Float32Array)
  const taken = { [given!.name]: typed(inLayout(planes, size, layout), given!.dtype) }
  const drops = behavioursOf(network.graph, network.opset).active > 0
  return compareModels(
    {
      file,
      original: {
        model: path ?? (drops ? withDropoutOff(bytes) : bytes),
        feeds: fedTo(inputs, taken),
        outputs: [output],
      },
      rewritten: { model: writeOnnx(graph).model, feeds },
      prefix: PREFIX,
      half: holdsHalf(bytes),
    },
    ({ [output]: result }) => {
      const found = byPlane(result!, layout)
      const data = mapColors(outputColors(settings, found.channels), found.planes)
      return { output: { data, shape: [] } }
    },
  )
}

/** As small as the file leaves open. */
function smallSize({ graph, inputs: [input] }: ForeignNetwork, { layout, size, side }: ImportSettings) {
  const small = 'width' in size ? size : smallest(size.multiple, side)
  const own = sidesOf(graph.inputs[0]!.shape, layout)
  const stated = sidesOf(
    (input!.dims ?? []).map((extent) => (typeof extent === 'number' && extent > 0 ? extent : 0)),
    layout,
  )
  return {
    width: stated.width ? own.width : small.width,
    height: stated.height ? own.height : small.height,
  }
}

/** At least this many pixels, so that no layer has less than it pads. */
const MIN_SIDE = 64

function smallest(multiple: number, side: number) {
  const extent = Math.ceil(Math.min(MIN_SIDE, side) / multiple) * multiple
  return { width: extent, height: extent }
}

/** Planes as a network of this layout takes them. */
function inLayout(
  planes: Float32Array,
  { width, height }: { width: number; height: number },
  layout: Layout,
) {
  const count = width * height
  const channels = planes.length / count
  if (layout === 'NCHW') return { data: planes, shape: [1, channels, height, width] }
  const data = Float32Array.from(planes, (_, i) => planes[(i % channels) * count + Math.floor(i / channels)]!)
  return { data, shape: [1, height, width, channels] }
}

/** What a network of this layout gave, by plane. */
function byPlane(
  { data, shape: given }: SessionTensor,
  layout: Layout,
): { planes: Float32Array; channels: number } {
  const shape = pictureShape(given, layout)
  const numbers = Float32Array.from(data as Float32Array, Number)
  const channels = channelsOf(shape, layout)
  if (layout === 'NCHW') return { planes: numbers, channels }
  const count = numbers.length / channels
  const planes = Float32Array.from(
    numbers,
    (_, i) => numbers[(i % count) * channels + Math.floor(i / count)]!,
  )
  return { planes, channels }
}

function typed({ data, shape }: { data: Float32Array; shape: number[] }, dtype: string): SessionTensor {
  if (dtype === 'uint8')
    return { data: Uint8Array.from(data, (x) => Math.floor(Math.min(255, Math.max(0, x)) + 0.5)), shape }
  return dtype === 'float64' ? { data: Float64Array.from(data), shape } : { data, shape }
}
