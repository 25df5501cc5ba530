import type { Generation } from '../../contract/model/generation.ts'
import type { ModelRole } from '../../contract/model/manifest.ts'
import type { PictureTensor } from '../../contract/model/tensor.ts'
import type { Translation } from '../../contract/model/translation.ts'
import type { PublishInput } from '../../contract/procedures/models.ts'
import type { Product } from './product.ts'

/** What a person may say of a model that is made of a run; and the classes that the run told apart, in their order. */
export type ModelAbout = Pick<PublishInput, 'draws' | 'directions' | 'words'> & {
  classes?: readonly string[] | undefined
  /** Colours that what it learned from often has, which a drawing model with hints tries where it is told none. */
  guesses?: [number, number, number][] | undefined
}

/** Networks of a model, by the roles of their files. */
export type ModelNetworks = Partial<Record<ModelRole, Product>>

/** A model that makes pictures of pictures, and what its networks see and give. */
export interface TranslatingModel {
  networks: ModelNetworks
  translation: Translation
  input: Pick<PictureTensor, 'channels' | 'colorSpace'>
  output: Pick<PictureTensor, 'channels' | 'colorSpace'>
  /** Sides that the networks take are multiples of it. */
  multiple: number
}

/** A model that makes pictures of numbers. */
export interface GeneratingModel {
  networks: ModelNetworks
  generation: Generation
  output: Pick<PictureTensor, 'channels' | 'colorSpace'>
  /** The side of the pictures, in pixels. */
  side: number
}

/** The model that a run becomes. */
export type RunModel = TranslatingModel | GeneratingModel

/** How networks of plain pictures see them. */
export const rgb = {
  channels: ['red', 'green', 'blue'] as PictureTensor['channels'],
  colorSpace: 'srgb' as const,
}
