import { expect, test } from 'vitest'
import { NAME } from '../file/names.ts'
import { licenceFrom, reservedIn, reservedNames } from './licence.ts'

const named = (names: Partial<Record<keyof typeof NAME, string>>) =>
  Object.entries(names).map(([name, value]) => ({
    id: NAME[name as keyof typeof NAME],
    language: 0x409,
    value,
  }))

test('what is made of a font under the OFL stays under it, and keeps the line of copyright', () => {
  const source = named({
    copyright: 'Copyright 2014 Somebody (https://example.org), with Reserved Font Name "Source".',
    license: 'This Font Software is licensed under the SIL Open Font License, Version 1.1.',
  })
  const licence = licenceFrom(source, { holder: 'A Designer', year: 2026 })
  expect(licence).toMatchObject({ open: true, licenseUrl: 'https://openfontlicense.org' })
  expect(licence.license).toContain('SIL Open Font License, Version 1.1')
  expect(licence.copyright).toBe(
    'Copyright 2014 Somebody (https://example.org), with Reserved Font Name "Source".\nCopyright 2026 A Designer',
  )
  expect(licenceFrom(named({ licenseUrl: 'http://scripts.sil.org/OFL' }), { year: 2026 }).open).toBe(true)
})

test('any other licence goes along as it is', () => {
  const licence = licenceFrom(named({ license: 'All rights reserved.' }), { year: 2026 })
  expect(licence).toEqual({
    open: false,
    copyright: 'Changed with Ganvas, 2026',
    license: 'All rights reserved.',
  })
})

test('names of the source are told apart from new ones, however they are written', () => {
  const reserved = reservedNames([
    ...named({
      family: 'Plain Sans',
      copyright: "Copyright 2020 X, with Reserved Font Names 'Plain' and “Simple”.",
    }),
    { id: NAME.family, language: 0x804, value: '平黑' },
  ])
  expect(reserved).toEqual(['Plain Sans', '平黑', 'Plain', 'Simple'])
  expect(reservedIn('plain-sans Pro', reserved)).toBe('Plain Sans')
  expect(reservedIn('My SIMPLE font', reserved)).toBe('Simple')
  expect(reservedIn('新平黑', reserved)).toBe('平黑')
  expect(reservedIn('Another', reserved)).toBeNull()
})
