import { z } from 'zod'
import type { ModelManifest } from '../../contract/model/manifest.ts'
import type { Net } from '../../nets/net.ts'
import { UnpairedSource } from '../data/unpaired.ts'
import type { ModelAbout, TranslatingModel } from '../game/model.ts'
import { rgb } from '../game/model.ts'
import { example } from '../game/things.ts'
import type { Opened, RunSettings } from '../game/training.ts'
import { secondOption, twoFolders } from './twoFolders.ts'

/** The two directions. The critic of a kind of picture judges what the generator towards it makes. */
export const directions = [
  { name: 'aToB', back: 'bToA', from: 'a', to: 'b', critic: 'criticB' },
  { name: 'bToA', back: 'aToB', from: 'b', to: 'a', critic: 'criticA' },
] as const
export type Direction = (typeof directions)[number]

interface UnpairedChoice {
  size: number
  second?: string | undefined
}

const titles: ModelManifest['title'][] = [
  { en: 'From a to b', 'zh-CN': '从 a 到 b' },
  { en: 'From b to a', 'zh-CN': '从 b 到 a' },
]

/** Pictures of two kinds that have nothing to do with each other: `a` and `b`, [3, size, size] in [-1, 1]. */
export const unpaired = {
  options: {
    ...secondOption('pictures of the first kind', 'pictures of the other kind'),
    size: z.coerce
      .number()
      .int()
      .min(16)
      .max(1024)
      .multipleOf(4)
      .default(128)
      .describe('side of the pictures, a multiple of 4'),
  },

  async open({ data, seed }: RunSettings, { size, second }: UnpairedChoice): Promise<Opened> {
    const [a, b] = twoFolders(data, second, ['a', 'b'])
    const cut = { side: size, seed }
    const source = await UnpairedSource.open({ a, b }, cut)
    const heldOut = await UnpairedSource.open({ a, b }, { ...cut, part: 'held-out' })
    return { source, ...(heldOut.complete && { watched: heldOut }) }
  },

  /** What an example is. */
  examples: ({ size }: { size: number }) => ({
    a: example('a', [3, size, size]),
    b: example('b', [3, size, size]),
  }),

  /** The model that two generators of such pictures become: a style both ways. */
  model: (
    nets: Readonly<Record<Direction['name'], Net>>,
    { size, average }: { size: number; average: number },
    { directions: chosen }: ModelAbout,
    multiple: number,
  ): TranslatingModel => {
    const product = (group: Direction['name']) => ({
      net: nets[group],
      inputs: { input: [3, size, size] },
      group,
      averaged: average > 0,
    })
    return {
      networks: { generator: product('aToB'), reverse: product('bToA') },
      translation: {
        kind: 'style',
        side: size,
        directions: chosen ?? { forward: titles[0]!, reverse: titles[1]! },
      },
      input: rgb,
      output: rgb,
      multiple,
    }
  },
}
