import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { applicationFolder } from '../paths.ts'
import { cardPictures, picturesOf, smallPicture } from './cardPictures.ts'

const root = mkdtempSync(join(tmpdir(), 'ganvas-card-'))
afterAll(() => rmSync(root, { recursive: true }))

test('pictures of a card are those beside it, once each; none from elsewhere', () => {
  const card = '![a](one.png) ![b](two.jpg)\n![again](one.png) ![web](https://x/y.png) ![up](../z.png)'
  expect(picturesOf(card)).toEqual(['one.png', 'two.jpg'])
})

test('the first picture that is there stands for the model, small', async () => {
  writeFileSync(join(root, 'CARD.md'), '![gone](gone.png)\n![wide](wide.png)')
  const blank = { create: { width: 600, height: 200, channels: 3 as const, background: '#204060' } }
  await sharp(blank).png().toFile(join(root, 'wide.png'))
  expect(await cardPictures(root)).toEqual(['wide.png'])
  expect(await smallPicture(root)).toMatchObject({ width: 288, height: 96 })
  expect(await smallPicture(join(root, 'nowhere'))).toBeNull()
})

test('every picture of a bundled card is there', async () => {
  const folder = join(applicationFolder, 'models', 'sketch-clothes-64')
  expect(await cardPictures(folder)).toContain('samples.png')
})
