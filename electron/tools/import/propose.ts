import { GanvasError } from '../../contract/errors.ts'
import type {
  ImportReport,
  ImportSetting,
  ImportSettings,
  ImportWarning,
  TrialResult,
  ValueRange,
} from '../../contract/procedures/imports.ts'
import { type Text, text } from '../../contract/text.ts'
import type { Value } from '../../graph/graph.ts'
import { blackBoxesOf } from '../../graph/onnx/blackBox.ts'
import { type Shape, sizeOf } from '../../graph/shapes.ts'
import { channelsOf, type Layout, PICTURE_RANK, pictureShape, scaleBetween, sidesOf } from './axes.ts'
import { type Behaviours, behavioursOf } from './normalisations.ts'
import { BASE_SIDE, type ForeignNetwork } from './open.ts'
import { inputStart, outputEnd } from './ranges.ts'
import { sizesOf, takesSeveral } from './sizes.ts'

/** What the network itself says of how it is to be used. */
export type Proposal = Pick<
  ImportReport,
  'proposal' | 'reasons' | 'warnings' | 'kinds' | 'channels' | 'normalisations' | 'dropouts' | 'parameters'
> & {
  /** Whether nothing in the network bounds what comes out, so that its range must be measured. */
  unbounded: boolean
}

/** Networks of larger multiples are drawn for at their own size; pix2pix's at 128 and 256 are such. */
const MAX_STYLE_MULTIPLE = 32

/**
 * Proposes how pictures go into a network and come out, each setting with its reason, and warns of what makes results of
 * exported networks look wrong.
 *
 * @param file what messages call it
 * @throws GanvasError `unsupported` for a network that makes no picture of the size of its input
 */
export function propose(network: ForeignNetwork, file: string): Proposal {
  const { graph, layout } = network
  const [input] = graph.inputs
  const output = pictureOutput(network, file)
  const channels: [number, number] = [
    channelsOf(input!.shape, layout),
    channelsOf(pictureShape(graph.outputs.get(output)!.shape, layout), layout),
  ]
  const sizes = sizesOf(graph, output, layout)
  if (!sizes) throw new GanvasError('unsupported', text('imports.noSize', { file, output }))
  const { size, scale } = sizes
  // A style is measured on many pieces of a picture at once.
  const kinds = kindsOf(channels, file).filter((each) =>
    each === 'style' ? scale > 1 || takesSeveral(graph, output, layout, size) : scale === 1,
  )
  if (kinds.length === 0) throw new GanvasError('unsupported', text('imports.noSize', { file, output }))
  const behaviours = behavioursOf(graph, network.opset)
  const isColor = kinds[0] === 'color'
  const isStyle =
    scale > 1 ||
    ('multiple' in size &&
      size.multiple <= MAX_STYLE_MULTIPLE &&
      behaviours.active === 0 &&
      kinds.includes('style'))
  const kind = isColor ? 'color' : isStyle ? 'style' : 'drawing'
  const ranges = rangesOf(network, output, isColor)
  const sides = sidesOf(input!.shape, layout)
  const side = network.dynamic.length > 0 ? BASE_SIDE : Math.min(sides.width, sides.height)
  return {
    channels,
    kinds,
    normalisations: behaviours.normalisations,
    dropouts: { count: behaviours.dropouts, active: behaviours.active },
    parameters: graph.constants.reduce(
      (sum, { dtype, shape }) => sum + (dtype === 'float32' || dtype === 'float64' ? sizeOf(shape) : 0),
      0,
    ),
    unbounded: ranges.unbounded,
    proposal: {
      layout,
      order: ranges.order,
      inputRange: ranges.input,
      outputRange: ranges.output,
      size,
      side: 'width' in size ? Math.min(size.width, size.height) : side,
      kind,
      draws: 'picture',
      normalisation: behaviours.inTraining > 0 ? 'picture' : 'running',
      dropout: behaviours.active > 0 && kind === 'drawing' ? 'variations' : 'off',
      output,
    },
    reasons: {
      layout: text('importReasons.layout', { shape: shown(network.inputs[0]!.dims), layout }),
      order: ranges.orderReason,
      inputRange: ranges.inputReason,
      outputRange: ranges.outputReason,
      size:
        'multiple' in size
          ? text('importReasons.multiple', { multiple: size.multiple })
          : text('importReasons.fixed', { width: size.width, height: size.height }),
      side:
        network.dynamic.length > 0 ? text('importReasons.sideOpen') : text('importReasons.sideOwn', { side }),
      kind:
        scale > 1
          ? text('importReasons.kindEnlarges', { factor: scale })
          : kindReason(kind, size, behaviours.active > 0),
      draws: text('importReasons.draws'),
      normalisation: normalisationReason(behaviours),
      dropout: dropoutReason(behaviours),
      output: text('importReasons.output', { output }),
    } satisfies Record<ImportSetting, Text>,
    warnings: warningsOf(network, behaviours, output),
  }
}

/** Whether an output may be one: of few channels, or without an axis for them. */
const isPicture = (shape: Shape, layout: Layout): boolean =>
  [PICTURE_RANK - 1, PICTURE_RANK].includes(shape.length) &&
  channelsOf(pictureShape(shape, layout), layout) <= 4

/**
 * The output that is most like the picture: of its size rather than larger, larger rather than anything else, and
 * colours rather than a mask.
 */
function pictureOutput({ graph, layout }: ForeignNetwork, file: string): string {
  const given = graph.inputs[0]!.shape
  const like = ({ shape }: Value) => {
    const picture = pictureShape(shape, layout)
    const scale = scaleBetween(given, picture, layout)
    return 4 * Number(scale === 1) + 2 * Number(scale > 1) + Number(channelsOf(picture, layout) > 1)
  }
  const [found] = [...graph.outputs]
    .filter(([, { shape }]) => isPicture(shape, layout))
    .sort(([, a], [, b]) => like(b) - like(a))
  if (found) return found[0]
  const names = [...graph.outputs].map(([name, { shape }]) => `${name} [${shape.join(', ')}]`).join(', ')
  throw new GanvasError('unsupported', text('imports.noPicture', { file, names }))
}

function kindsOf([taken, given]: [number, number], file: string): Proposal['kinds'] {
  if (taken === 1 && given === 2) return ['color']
  if (taken !== 2 && taken <= 4 && given !== 2) return ['style', 'drawing']
  throw new GanvasError('unsupported', text('imports.strangeChannels', { file, taken, given }))
}

function rangesOf({ graph }: ForeignNetwork, output: string, isColor: boolean) {
  const start = inputStart(graph)
  const end = outputEnd(graph.outputs.get(output)!)
  // Nothing bounds it: measured, or what a network of this input most likely gives.
  const given = end.range ?? (isColor ? 'signed' : (start.range ?? 'signed'))
  const taken = start.range ?? given
  const order: ImportSettings['order'] = start.means === 'BGR' ? 'BGR' : 'RGB'
  return {
    order,
    input: taken,
    output: given,
    unbounded: end.range === null,
    orderReason: start.means
      ? text('importReasons.orderMeans', { order })
      : text('importReasons.orderUsual', { order }),
    inputReason: start.range ? text('importReasons.inputSteps') : text('importReasons.inputLikeOutput'),
    outputReason: end.range
      ? text('importReasons.outputEnd', { operator: end.operator })
      : text('importReasons.outputOpen'),
  }
}

function kindReason(kind: ImportSettings['kind'], size: ImportSettings['size'], drops: boolean): Text {
  if (kind === 'color') return text('importReasons.kindColor')
  if (kind === 'style') return text('importReasons.kindStyle')
  if (drops) return text('importReasons.kindVariations')
  return 'width' in size ? text('importReasons.kindFixed') : text('importReasons.kindDrawing')
}

function normalisationReason({ normalisations, inTraining }: Behaviours): Text {
  const count = normalisations.BatchNormalization ?? 0
  if (count === 0) return text('importReasons.normalisationNone')
  return inTraining > 0
    ? text('importReasons.normalisationPicture')
    : text('importReasons.normalisationRunning', { count })
}

function dropoutReason({ dropouts, active }: Behaviours): Text {
  if (dropouts === 0) return text('importReasons.dropoutNone')
  return active > 0
    ? text('importReasons.dropoutActive', { count: active })
    : text('importReasons.dropoutOff', { count: dropouts })
}

function warningsOf(network: ForeignNetwork, behaviours: Behaviours, output: string): ImportWarning[] {
  const { normalisations, inTraining, dropouts, active } = behaviours
  const count = normalisations.BatchNormalization ?? 0
  const found: (ImportWarning | false)[] = [
    inTraining > 0 && { text: text('importWarnings.batchTraining', { count: inTraining }) },
    count > inTraining && {
      text: text('importWarnings.batchRunning', { count }),
      fix: { normalisation: 'picture' },
    },
    active > 0 && {
      text: text('importWarnings.dropoutActive', { count: active }),
      fix: { dropout: 'off' },
    },
    dropouts > 0 && Object.keys(normalisations).length === 0 && { text: text('importWarnings.folded') },
    network.graph.outputs.size > 1 && {
      text: text('importWarnings.severalOutputs', {
        count: network.graph.outputs.size,
        names: [...network.graph.outputs.keys()].join(', '),
        output,
      }),
    },
    network.dynamic.length > 0 && {
      text: text('importWarnings.dynamic', { axes: network.dynamic.join(', ') }),
    },
    blackBoxes(network),
  ]
  return found.filter((warning) => warning !== false)
}

function blackBoxes({ graph }: ForeignNetwork): ImportWarning | false {
  const names = new Set(blackBoxesOf(graph).map(({ operator }) => operator))
  return names.size > 0 && { text: text('importWarnings.blackBoxes', { operators: [...names].join(', ') }) }
}

const shown = (dims: readonly (number | string | null)[] | null): string =>
  `[${(dims ?? []).map((extent) => extent ?? '?').join(', ')}]`

/** A proposal whose range of the output was measured, on a run that took the numbers as they are. */
export function measured(
  { proposal, reasons }: Pick<Proposal, 'proposal' | 'reasons'>,
  { min, max }: TrialResult['statistics'],
): Pick<Proposal, 'proposal' | 'reasons'> {
  const outputRange = proposal.kind === 'color' ? measuredChroma(min, max) : measuredRange(min, max)
  const reason = text('importReasons.outputMeasured', { min: rounded(min), max: rounded(max) })
  const isGuess = reasons.inputRange?.key === 'errors:importReasons.inputLikeOutput'
  const inputRange = isGuess ? outputRange : proposal.inputRange
  return { proposal: { ...proposal, inputRange, outputRange }, reasons: { ...reasons, outputRange: reason } }
}

/** The named range that measured numbers speak for. */
function measuredRange(min: number, max: number): ValueRange {
  if (max > 8) return 'byte'
  return min < -0.25 ? 'signed' : 'unit'
}

const measuredChroma = (min: number, max: number): ValueRange => (Math.max(-min, max) > 4 ? 'lab' : 'signed')

const rounded = (value: number): number => Number(value.toPrecision(3))
