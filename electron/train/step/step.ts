import { defect, GanvasError } from '../../contract/errors.ts'
import * as op from '../../graph/builder.ts'
import { gradients } from '../../graph/differentiate.ts'
import type { Graph, Value } from '../../graph/graph.ts'
import { newGraph } from '../../graph/operators/index.ts'
import { type Shape, sameShape, showShape } from '../../graph/shapes.ts'
import { constant, type Initialiser, zeros } from '../../nets/initialisers.ts'
import type { NoiseKind, Weights } from '../../nets/weights.ts'
import type { Optimiser } from '../optimisers/optimiser.ts'
import { clipGradients } from './clipping.ts'
import { Frozen } from './frozen.ts'
import { averageOf, StepWeights, sumOf } from './stepWeights.ts'

/** Where a run stands when a scalar is worked out. */
export interface Moment {
  /** Steps before this one. */
  readonly step: number
  /** Steps of the whole run. */
  readonly total: number
  /** Updates of a group of parameters before this one. */
  updates(group: string): number
}

/** A tensor that lives from step to step. */
export interface StateTensor {
  readonly name: string
  readonly shape: Shape
  /** First contents; drawn from the stream called `seedName`, so that an average starts as what it averages. */
  readonly initial: Initialiser
  readonly seedName: string
}

export interface Minimisation {
  optimiser: Optimiser
  rate: (moment: Moment) => number
  /** Which of the group's parameters are updated, by their full names; all if not given. */
  only?: (parameter: string) => boolean
  /** Norm that the gradient of the whole group may have at most. */
  clipNorm?: number
  /** Weights are kept within plus and minus this after the update (Wasserstein with clipping). */
  clamp?: number
}

/** One of several passes over parts of a batch, whose gradients are added up. */
export interface Part {
  readonly count: number
  /** The pass that ends with the update. */
  readonly last: boolean
}

const whole: Part = { count: 1, last: true }

/**
 * Writes a training step into a graph. What is trained or carried on are its state tensors: inputs that come back
 * as outputs. A state tensor that is asked for after it was updated is the updated one, so a step that updates the
 * critic and then the generator means what it says.
 */
export class StepBuilder {
  readonly graph: Graph = newGraph()
  readonly state = new Map<string, StateTensor>()
  readonly data = new Map<string, Value>()
  readonly noises = new Map<string, NoiseKind>()
  readonly scalars = new Map<string, (moment: Moment) => number>()
  readonly reports = new Map<string, Value>()
  readonly results = new Map<string, Value>()
  /** Groups of parameters that this step updates. */
  readonly updated = new Set<string>()
  readonly #current = new Map<string, Value>()
  readonly #parameters = new Map<string, string[]>()
  readonly #shared = new Map<string, Value>()
  /** What no loss is differentiated through: what state tensors were updated to, and what was asked for. */
  readonly #held = new Set<Value>()
  readonly #part: Part
  readonly #frozen = new Frozen()

  constructor(part: Part = whole) {
    this.#part = part
  }

  /** A part of the batch, by the name under which the data source gives it. */
  input(name: string, shape: Shape): Value {
    const known = this.data.get(name)
    if (known && !sameShape(known.shape, shape))
      throw defect(
        'invalid-input',
        `The step uses '${name}' as ${showShape(known.shape)} and as ${showShape(shape)}.`,
      )
    const value = known ?? this.graph.input(`data/${name}`, 'float32', shape)
    this.data.set(name, value)
    return value
  }

  /** Numbers drawn anew for each step. */
  noise(name: string, shape: Shape, kind: NoiseKind = { kind: 'normal' }): Value {
    const full = `noise/${name}`
    const known = this.graph.value(full)
    if (known) return known
    this.noises.set(full, kind)
    return this.graph.input(full, 'float32', shape)
  }

  /** A number that depends on how far the run has come. */
  scalar(name: string, at: (moment: Moment) => number): Value {
    const full = `scalar/${name}`
    const known = this.graph.value(full)
    if (known) return known
    this.scalars.set(full, at)
    return this.graph.input(full, 'float32', [])
  }

  /** Says that a file's network plays along under this name. @throws invalid-input when a group of it is trained */
  give(name: string, file: string): void {
    this.#frozen.add(name, file)
    if (this.#parameters.has(name)) this.#frozen.refuse(name)
  }

  /** Weights of a group, such as 'generator', a network with one optimiser. @throws invalid-input for one that was given */
  weights(group: string, training = true): Weights {
    this.#frozen.refuse(group)
    return new StepWeights(this, group, group, training, false)
  }

  /** The same for readOnly at: without training, and with the moving averages of its parameters. */
  averaged(group: string): Weights {
    return new StepWeights(this, group, group, false, true)
  }

  /**
   * The moving averages of its parameters as they are in training: with statistics of the batch, from which they gather
   * running statistics of their own; see recalibrate.ts.
   */
  recalibrating(group: string): Weights {
    return new StepWeights(this, group, group, true, true)
  }

  /** What `make` made when it was first called under this name: a picture that two losses look at. */
  shared(name: string, make: () => Value): Value {
    const value = this.#shared.get(name) ?? make()
    this.#shared.set(name, value)
    return value
  }

  /** Enters a number into the curves. */
  report(name: string, value: Value): void {
    this.reports.set(name, op.reshape(value, []))
  }

  /** Hands a tensor out, such as pictures to look at. */
  result(name: string, value: Value): void {
    this.results.set(name, value)
  }

  /** Adds the update of the parameters of a group that the loss depends on. */
  minimise(group: string, loss: Value, options: Minimisation): void {
    this.#frozen.refuse(group)
    const names = (this.#parameters.get(group) ?? []).filter(options.only ?? (() => true))
    if (names.length === 0)
      throw new GanvasError(
        'internal',
        `The group '${group}' has no parameters to minimise '${loss.name}' by.`,
      )
    const found = gradients(
      loss,
      names.map((name) => this.current(name)),
      this.#held,
    )
    const total = this.#accumulate(names, found)
    if (!total) return
    this.updated.add(group)
    this.graph.within(`${group}/update`, () => {
      const clipped = options.clipNorm === undefined ? total : clipGradients(total, options.clipNorm)
      this.#update(group, names, clipped, options)
    })
  }

  /** Follows the parameters of a group by an exponential moving average; see {@link averaged}. */
  average(group: string, decay: number): void {
    if (!this.#part.last) return
    for (const name of this.#parameters.get(group) ?? []) {
      const { shape, initial } = this.state.get(name)!
      const average = this.tensor(averageOf(name), shape, initial, name)
      this.set(averageOf(name), op.add(op.mul(average, decay), op.mul(this.current(name), 1 - decay)))
    }
  }

  /** A state tensor, as it stands at this point of the step. */
  tensor(name: string, shape: Shape, initial: Initialiser, seedName = name): Value {
    const known = this.#current.get(name)
    if (known) {
      if (!sameShape(known.shape, shape))
        throw defect(
          'invalid-input',
          `The tensor '${name}' is ${showShape(known.shape)} and is asked for as ${showShape(shape)}.`,
        )
      return known
    }
    const value = this.graph.input(name, 'float32', shape)
    this.state.set(name, { name, shape, initial, seedName })
    this.#current.set(name, value)
    return value
  }

  parameter(group: string, name: string, shape: Shape, initial: Initialiser): Value {
    const names = this.#parameters.get(group) ?? []
    if (!this.#current.has(name)) this.#parameters.set(group, [...names, name])
    return this.tensor(name, shape, initial)
  }

  /** What a state tensor holds from here on. */
  set(name: string, value: Value): void {
    this.#current.set(name, value)
    this.#held.add(value)
  }

  /** The same value, through which no loss is differentiated. */
  hold(value: Value): Value {
    const held = op.identity(value)
    this.#held.add(held)
    return held
  }

  /** The parameters of a group that were asked for so far. */
  parametersOf(group: string): Value[] {
    return (this.#parameters.get(group) ?? []).map((name) => this.current(name))
  }

  current(name: string): Value {
    return this.#current.get(name)!
  }

  /** Gradients of the whole batch; null while parts of it are still to come. */
  #accumulate(names: readonly string[], found: readonly Value[]): Value[] | null {
    const { count, last } = this.#part
    if (count === 1) return [...found]
    const sums = found.map((gradient, index) => {
      const sum = this.tensor(sumOf(names[index]!), gradient.shape, zeros)
      return op.add(sum, op.mul(gradient, 1 / count))
    })
    names.forEach((name, index) => {
      this.set(sumOf(name), last ? op.zeros(sums[index]!) : sums[index]!)
    })
    return last ? sums : null
  }

  #update(group: string, names: readonly string[], found: readonly Value[], options: Minimisation): void {
    const { optimiser, rate, clamp } = options
    const scalars = Object.fromEntries(
      Object.entries(optimiser.scalars).map(([name, at]) => [
        name,
        this.scalar(`${group}/${name}`, (moment) =>
          at({ updates: moment.updates(group), rate: rate(moment) }),
        ),
      ]),
    )
    names.forEach((name, index) => {
      const parameter = this.current(name)
      const slotNames = optimiser.slots.map((slot) => `${name}.${slot}`)
      const slots = slotNames.map((slot) => this.tensor(slot, parameter.shape, constant(0)))
      const updated = optimiser.update(parameter, found[index]!, slots, scalars)
      const next = updated.parameter
      this.set(name, clamp === undefined ? next : op.min(op.max(next, -clamp), clamp))
      for (const [slot, slotName] of slotNames.entries()) this.set(slotName, updated.slots[slot]!)
    })
  }
}
