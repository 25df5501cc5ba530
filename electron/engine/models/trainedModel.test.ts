import { expect, test } from 'vitest'
import type { PictureTensor } from '../../contract/model/tensor.ts'
import { toldOf } from './trainedModel.ts'

const tensor: PictureTensor = {
  name: 'input',
  channels: ['red', 'green', 'blue'],
  colorSpace: 'srgb',
  range: [-1, 1],
  size: { multiple: 4 },
}
const model = new Uint8Array()
const name = (en: string) => ({ en, 'zh-CN': en })

test('what is said of a style from elsewhere is what its model is called by, and the way back keeps its name', () => {
  const directions = { forward: name('theirs.onnx'), reverse: name('back') }
  const foreign = {
    model,
    input: tensor,
    output: tensor,
    translation: { kind: 'style' as const, side: 64, directions },
  }
  expect(toldOf(foreign, { directions: { forward: name('To oils') } }).translation).toEqual({
    kind: 'style',
    side: 64,
    directions: { forward: name('To oils'), reverse: name('back') },
  })
  expect(toldOf(foreign, { draws: 'lines' })).toEqual(foreign)
})

test('what is drawn for a network from elsewhere can be said anew', () => {
  const translation = { kind: 'drawing' as const, side: 64, draws: 'picture' as const, noise: [] }
  const foreign = { model, input: tensor, output: tensor, translation }
  expect(toldOf(foreign, { draws: 'areas' }).translation).toEqual({ ...translation, draws: 'areas' })
  expect(toldOf(foreign, {})).toEqual(foreign)
})
