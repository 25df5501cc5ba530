import type { Shape } from '../../graph/shapes.ts'
import { type Net, oneInput } from '../../nets/net.ts'
import type { Network } from '../../nets/weights.ts'

/** A network that a run makes, to be saved as a model. */
export interface Product {
  net: Net
  /** The shapes of its inputs for one example, by name. */
  inputs: Readonly<Record<string, Shape>>
  /** The group of its weights. */
  group: string
  /** Their moving averages are saved. */
  averaged: boolean
  /** What else of what the network hands out is saved, by name. */
  heads?: readonly string[]
}

/** The product of a network of one value. */
export const productOf = ({
  network,
  input,
  ...rest
}: Pick<Product, 'group' | 'averaged'> & { network: Network; input: Shape }): Product => ({
  net: oneInput(network),
  inputs: { input },
  ...rest,
})
