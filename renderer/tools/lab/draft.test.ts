import { expect, it } from 'vitest'
import type { ModelManifest } from '../../../electron/contract/model/manifest.ts'
import type { Translation } from '../../../electron/contract/model/translation.ts'
import { change, dataOf, draft, foldersOf, sourceOf, suggestedTitle } from './draft.ts'

const folders = { pictures: '/p', strips: '/s', input: '/i', target: '/t/', a: '/a', b: 'C:\\pictures\\b' }
const state = () => ({ ...draft.getState(), folders })
const of = (translation: Translation) =>
  ({ translation, inputs: [] as ModelManifest['inputs'] }) as ModelManifest

it('asks for the folders that a source needs, and says nothing to the engine before they are there', () => {
  const pairs = { ...state(), way: 'pairs' as const }
  expect(foldersOf({ ...pairs, pairs: 'strips' })).toEqual(['strips'])
  expect(foldersOf({ ...pairs, pairs: 'matched' })).toEqual(['input', 'target'])
  expect(foldersOf({ ...pairs, way: 'unpaired' })).toEqual(['a', 'b'])
  const missing = { ...pairs, pairs: 'matched' as const, folders: { ...folders, target: '' } }
  expect(dataOf(missing, sourceOf(missing, undefined))).toBeNull()
  const whole = { ...missing, folders }
  expect(dataOf(whole, sourceOf(whole, undefined))).toEqual({ kind: 'matched', input: '/i', target: '/t/' })
})

it('lets the model that is fine-tuned decide what is learned from', () => {
  const tuned = { ...state(), way: 'model' as const }
  const source = (translation: Translation) => sourceOf(tuned, of(translation))
  expect(sourceOf(tuned, undefined)).toBeNull()
  expect(source({ kind: 'color', side: 64 })).toMatchObject({ way: 'pictures', pairing: 'gray' })
  const hinted = of({ kind: 'color', side: 64 })
  expect(
    sourceOf(tuned, { ...hinted, inputs: [{ channels: ['lightness', 'hint'] }] } as ModelManifest),
  ).toMatchObject({
    pairing: 'gray-hints',
  })
  const drawing = { kind: 'drawing', side: 64, draws: 'lines', noise: [] } as const
  expect(source({ ...drawing, noise: [], pairing: 'flat' })).toMatchObject({
    way: 'pictures',
    pairing: 'flat',
  })
  expect(source({ ...drawing, noise: [] })).toMatchObject({ way: 'pairs' })
  const directions = { forward: { en: 'x', 'zh-CN': 'x' } }
  expect(source({ kind: 'style', side: 64, directions })).toMatchObject({ way: 'unpaired' })
})

it('suggests the last part of the path as a title', () => {
  expect(suggestedTitle({ kind: 'matched', input: '/i', target: '/x/faces/' })).toBe('faces')
  expect(suggestedTitle({ kind: 'unpaired', a: '/a', b: 'C:\\pictures\\b' })).toBe('b')
})

it('forgets changed settings when something else is to be learned', () => {
  draft.setState({ settings: { steps: 1, batch: 1, seed: 0, threads: 1, options: {} } })
  change({ way: 'unpaired' })
  expect(draft.getState()).toMatchObject({ way: 'unpaired', settings: null })
})

it('plays the game that was chosen, else the one that the folders ask for, and none of it elsewhere', () => {
  const two = { ...state(), way: 'unpaired' as const, advised: 'discogan' as const }
  expect(dataOf(two, sourceOf(two, undefined))).toMatchObject({ kind: 'unpaired', game: 'discogan' })
  const chosen = { ...two, games: { unpaired: 'dualgan' as const, drawn: 'mrgan' as const } }
  expect(dataOf(chosen, sourceOf(chosen, undefined))).toMatchObject({ game: 'dualgan' })
  const drawn = { ...chosen, way: 'drawn' as const }
  expect(dataOf(drawn, sourceOf(drawn, undefined))).toMatchObject({ kind: 'drawn', game: 'mrgan' })
  const classes = { ...drawn, said: 'classes' as const }
  expect(dataOf(classes, sourceOf(classes, undefined))).not.toHaveProperty('game')
})
