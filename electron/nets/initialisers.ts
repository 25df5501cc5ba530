import { type Shape, sizeOf } from '../graph/shapes.ts'

/** A source of random numbers, as initialisers need it. */
export interface RandomNumbers {
  /** Uniform in [0, 1). */
  uniform(): number
  /** Standard normal. */
  normal(): number
}

/** Makes the first contents of a tensor. */
export type Initialiser = (shape: Shape, random: RandomNumbers) => Float32Array

export const constant =
  (value: number): Initialiser =>
  (shape) =>
    new Float32Array(sizeOf(shape)).fill(value)

export const zeros = constant(0)
export const ones = constant(1)

/** DCGAN and pix2pix: N(0, 0.02) for weights, N(1, 0.02) for the scales of normalisations. */
export const normal =
  (mean: number, deviation: number): Initialiser =>
  (shape, random) =>
    Float32Array.from({ length: sizeOf(shape) }, () => mean + deviation * random.normal())

export const uniform =
  (limit: number): Initialiser =>
  (shape, random) =>
    Float32Array.from({ length: sizeOf(shape) }, () => limit * (2 * random.uniform() - 1))

/** Inputs that one weight of a layer sees. @param shape [outputs, inputs, …kernel] */
const incoming = ([, inputs = 1, ...kernel]: Shape) => inputs * sizeOf(kernel)

/** He et al. 2015, for layers before a rectifier. */
export const heNormal: Initialiser = (shape, random) =>
  normal(0, Math.sqrt(2 / incoming(shape)))(shape, random)

/** The uniform form of He et al. 2015, with which WGAN-GP's toy networks start. */
export const heUniform: Initialiser = (shape, random) =>
  uniform(Math.sqrt(6 / incoming(shape)))(shape, random)
