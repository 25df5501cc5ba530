import { viewOf } from './container.ts'

/** Languages of names, by Windows' numbers. */
export const LANGUAGES = { en: 0x409, 'zh-Hans': 0x804, 'zh-Hant': 0x404, ja: 0x411, ko: 0x412 } as const
export type NameLanguage = keyof typeof LANGUAGES

/** Numbers of names in the `name` table. */
export const NAME = {
  copyright: 0,
  family: 1,
  style: 2,
  unique: 3,
  full: 4,
  version: 5,
  postScript: 6,
  manufacturer: 8,
  designer: 9,
  license: 13,
  licenseUrl: 14,
  typographicFamily: 16,
  typographicStyle: 17,
} as const

export interface NameRecord {
  /** One of {@link NAME}. */
  id: number
  /** Windows' number of a language; 0x409 for Apple's Roman names. */
  language: number
  value: string
}

const english = 0x409

/** Names in Unicode, and Apple's Roman ones where their characters are ASCII. What lies outside the table is left out. */
export function readNames(table: Uint8Array): NameRecord[] {
  if (table.length < 6) return []
  const view = viewOf(table)
  const storage = view.getUint16(4)
  const count = Math.min(view.getUint16(2), Math.floor((table.length - 6) / 12))
  const records: NameRecord[] = []
  for (let k = 0; k < count; k++) {
    const [platform, encoding, language, id, length, offset] = Array.from({ length: 6 }, (_, field) =>
      view.getUint16(6 + 12 * k + 2 * field),
    ) as [number, number, number, number, number, number]
    const bytes = table.subarray(storage + offset, storage + offset + length)
    if (bytes.length < length) continue
    const wide = platform === 0 || (platform === 3 && [0, 1, 10].includes(encoding))
    if (wide)
      records.push({
        id,
        language: platform === 3 ? language : english,
        value: new TextDecoder('utf-16be').decode(bytes),
      })
    else if (platform === 1 && encoding === 0 && bytes.every((byte) => byte < 128))
      records.push({ id, language: english, value: new TextDecoder().decode(bytes) })
  }
  return records
}

/** A name in English, or in whatever language there is. */
export const nameOf = (records: readonly NameRecord[], id: number): string | undefined =>
  (
    records.find((record) => record.id === id && record.language === english) ??
    records.find((record) => record.id === id)
  )?.value
