import { expect, test } from 'vitest'
import { decideUse } from './decide.ts'
import { baseName, extensionOf, fileName, folderOf, safeFileName, withExtension } from './formats.ts'
import { withRecent } from './recentFiles.ts'

test.each([
  ['photo.jpg', 'open', true, 'document'],
  ['photo.jpg', 'arrive', true, 'layer'],
  ['photo.jpg', 'arrive', false, 'document'],
  ['work.ganvas', 'arrive', true, 'document'],
  ['WORK.PSD', 'arrive', true, 'document'],
  ['work.psd', 'place', true, 'layer'],
  ['photo.jpg', 'place', false, 'document'],
  ['clipboard', 'arrive', true, 'layer'],
] as const)('%s to %s with a document open %s becomes a %s', (name, intent, isOpen, use) => {
  expect(decideUse(name, intent, isOpen)).toBe(use)
})

test('a file opened again comes first and is listed once', () => {
  expect(withRecent(['a', 'b', 'c'], 'c', 3)).toEqual(['c', 'a', 'b'])
  expect(withRecent(['a', 'b', 'c'], 'd', 3)).toEqual(['d', 'a', 'b'])
})

test('paths of every platform', () => {
  expect(fileName('/home/ada/holiday.tar.gz')).toBe('holiday.tar.gz')
  expect(fileName('C:\\Pictures\\holiday.png')).toBe('holiday.png')
  expect(folderOf('/home/ada/holiday.png')).toBe('/home/ada')
  expect(folderOf('C:\\Pictures\\holiday.png')).toBe('C:\\Pictures')
  expect(folderOf('holiday.png')).toBe('')
  expect(baseName('/home/ada/holiday.png')).toBe('holiday')
  expect(extensionOf('/home/a.b/holiday')).toBe('')
})

test('names that file systems refuse are made safe', () => {
  expect(safeFileName('a/b:c?')).toBe('a-b-c-')
  expect(safeFileName('  . ')).toBe('untitled')
  expect(withExtension('a.JPG', 'jpg')).toBe('a.JPG')
  expect(withExtension('a.png', 'jpg')).toBe('a.jpg')
})
