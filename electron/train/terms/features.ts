import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import * as op from '../../graph/builder.ts'
import type { Value } from '../../graph/graph.ts'
import type { OpenSession } from '../../graph/session.ts'
import { sizeOf } from '../../graph/shapes.ts'
import { resized } from '../../nets/layers.ts'
import { augment } from '../critic/augmentation.ts'
import { FeatureCritic } from '../critic/featureCritic.ts'
import { PictureSource } from '../data/pictures.ts'
import { Given } from '../given/given.ts'
import { lookThrough } from '../given/look.ts'
import type { GivenRecord } from '../given/record.ts'
import type { StepBuilder } from '../step/step.ts'
import { categoryLoss } from './category.ts'
import { gramDistance, gramOf } from './gram.ts'
import { type FeatureChoice, type FeatureOptions, featureChoice } from './options.ts'
import { perceptualDistance } from './perceptual.ts'
import { randomShift } from './shift.ts'

/** Pictures whose products a style is the mean of, at most. */
const STYLE_PICTURES = 8

/** The losses of a recipe that look through a network that was given. */
export class Features {
  readonly #choice: FeatureChoice
  readonly #given: Given
  readonly #size: number
  readonly #critic: FeatureCritic | null
  /** Products of the style's features, by layer. */
  #style: readonly Float32Array[] = []

  /**
   * @param size     of the pictures
   * @param channels of what the recipe makes
   * @returns null where the options ask for none
   * @throws as {@link featureChoice} and `Given.open`; invalid-input for pictures of other than three channels, and for a
   *   category that the classifier does not have
   */
  static async open(options: FeatureOptions, size: number, channels = 3): Promise<Features | null> {
    const choice = featureChoice(options)
    if (!choice) return null
    if (channels !== 3)
      throw new GanvasError('invalid-input', text('features.channels', { channels }), { option: 'features' })
    const { category, critic } = choice
    const layers = new Set([
      ...choice.layers,
      ...(critic?.layers ?? []),
      ...(category ? [category.layer] : []),
    ])
    const side = choice.side ?? size
    const given = await Given.open('features', choice.file, [...layers], [3, side, side])
    if (category) checkCategory(given, category, side)
    return new Features(choice, given, size)
  }

  private constructor(choice: FeatureChoice, given: Given, size: number) {
    this.#choice = choice
    this.#given = given
    this.#size = size
    const { critic } = choice
    this.#critic =
      critic && new FeatureCritic((step, seen) => this.#look(step, seen, critic.layers), critic.weight)
  }

  /** What a training with these losses has beside its own: the network, and the statistics of the style before a step. */
  get parts(): { given: readonly GivenRecord[]; ready: (open: OpenSession) => Promise<void> } {
    return { given: [this.#given], ready: (open) => this.#ready(open) }
  }

  async #ready(open: OpenSession): Promise<void> {
    const { style, layers } = this.#choice
    if (!style) return
    const cut = { loadSize: this.#size, cropSize: this.#size, flip: false, seed: 0 }
    const source = await PictureSource.open({ style: style.folder }, cut)
    const count = Math.min(STYLE_PICTURES, source.count)
    const pictures = {
      shape: [count, 3, this.#size, this.#size],
      data: (await source.batch(0, count)).style!,
    }
    const products = await lookThrough(this.#given, pictures, open, (features) =>
      layers.map((layer) => op.reduceMean(gramOf(features.get(layer)!), [0], false)),
    )
    this.#style = products.map(({ data }) => data)
  }

  /**
   * What is minimised of a picture that was made, by all that the options ask for; null for nothing.
   *
   * @param name   tells apart what several pictures of a step are looked at for
   * @param made   [N, 3, size, size]
   * @param wanted what it should be, where something says that
   * @param takesStyle whether the style is asked of it
   */
  loss(step: StepBuilder, name: string, made: Value, wanted: Value | null, takesStyle = true): Value | null {
    const { perceptualWeight, layerWeights, layers, style, category } = this.#choice
    const shift = shiftOf(step, name, made)
    const seen = (wantedLayers: readonly string[]) => this.#look(step, shift(made), wantedLayers)
    const terms: Value[] = []
    const add = (title: string, value: Value, weight: number) => {
      step.report(name === '' ? title : `${name}${title[0]!.toUpperCase()}${title.slice(1)}`, value)
      terms.push(op.mul(value, weight))
    }
    if (perceptualWeight > 0 && wanted) {
      const target = this.#look(step, shift(wanted), layers)
      add('perceptual', perceptualDistance(seen(layers), target, layerWeights), perceptualWeight)
    }
    if (style && takesStyle) add('style', gramDistance(seen(layers), this.#styleIn(made)), style.weight)
    if (category && takesStyle)
      add('category', categoryLoss(seen([category.layer])[0]!, category.category), category.weight)
    return terms.length === 0 ? null : terms.reduce(op.add)
  }

  /**
   * What the critic of features minimises.
   *
   * @param augmented shows it pictures that are moved and have holes, in place of moved ones
   * @param label     of both, where they are of classes: [N, classes]
   */
  ownCriticLoss(step: StepBuilder, real: Value, made: Value, augmented = false, label?: Value): Value {
    const [truth, fake] = [seenAs(step, 'real', real, augmented), seenAs(step, 'made', made, augmented)]
    return this.#critic!.own(step, truth, fake, label)
  }

  /** Whether the options ask for a critic of features. */
  get hasCritic(): boolean {
    return this.#critic !== null
  }

  /** Whether {@link loss} asks anything of a picture. @param wanted whether something says what it should be */
  asks(wanted: boolean, takesStyle: boolean): boolean {
    const { perceptualWeight, style, category } = this.#choice
    return (perceptualWeight > 0 && wanted) || (takesStyle && (style !== null || category !== null))
  }

  /** What a generator minimises to please the critic of features; null where there is none. */
  criticLoss(step: StepBuilder, made: Value, augmented = false, label?: Value): Value | null {
    return this.#critic?.loss(step, seenAs(step, 'made', made, augmented), label) ?? null
  }

  #look(step: StepBuilder, seen: Value, layers: readonly string[]): Value[] {
    const { side } = this.#choice
    const found = this.#given.in(step, side === null ? seen : resized(seen, [side, side]))
    return layers.map((layer) => found[this.#given.layers.indexOf(layer)]!)
  }

  #styleIn(like: Value): Value[] {
    return this.#style.map((products) => {
      const channels = Math.sqrt(products.length)
      return op.constant(like, [channels, channels], products)
    })
  }
}

/** The losses of one picture see it moved in the same way, so that its features are computed once. */
const shiftOf = (step: StepBuilder, name: string, pictures: Value) =>
  randomShift(step, `features/${name || 'made'}`, pictures)

/** Pictures as the critic of features sees them: in both phases of a step the same. */
const seenAs = (step: StepBuilder, name: string, pictures: Value, augmented: boolean): Value =>
  augmented
    ? augment(step, `features/${name}`, pictures, { colour: false })
    : shiftOf(step, '', pictures)(pictures)

function checkCategory(
  given: Given,
  { layer, category }: { layer: string; category: number },
  size: number,
): void {
  const shape = given.shapesOf([1, 3, size, size])[given.layers.indexOf(layer)]!
  const count = sizeOf(shape)
  if (category < count) return
  throw new GanvasError(
    'invalid-input',
    text('features.otherCategory', { category, count, layer, file: given.file, last: count - 1 }),
    { option: 'category' },
  )
}
