import { expect, it } from 'vitest'
import { outFolderFor } from './batch.ts'

it('proposes a folder beside the pictures for their results, as the machine writes paths', () => {
  expect(outFolderFor('/photos/2024', true, 'translated')).toBe('/photos/2024/translated')
  expect(outFolderFor('/photos/2024/a.jpg', false, 'translated')).toBe('/photos/2024/translated')
  expect(outFolderFor('C:\\photos', true, 'translated')).toBe('C:\\photos\\translated')
  expect(outFolderFor('C:\\photos\\a.jpg', false, 'translated')).toBe('C:\\photos\\translated')
  expect(outFolderFor('/', true, 'translated')).toBe('/translated')
})
