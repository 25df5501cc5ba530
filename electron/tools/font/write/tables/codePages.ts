import type { CharacterSetName } from '../../../../contract/tools/font.ts'
import { charactersOf } from '../../characters.ts'
import { isCjk } from '../design.ts'

/** Code pages of the languages of East Asia: bit, usual characters, and one without which no text can be set. */
const eastern: { bit: number; encoding: string; usual: CharacterSetName; needs: string }[] = [
  { bit: 17, encoding: 'shift_jis', usual: 'jis-1', needs: 'あ' },
  { bit: 18, encoding: 'gb2312', usual: 'gb2312-1', needs: '' },
  { bit: 19, encoding: 'euc-kr', usual: 'ks-hangul', needs: '가' },
  { bit: 20, encoding: 'big5', usual: 'big5-1', needs: '' },
]

/** Those of others, by letters that only they have: Windows 1252, 1250, 1251, 1253, 1254, 1257, 1258. */
const western: [bit: number, letters: string][] = [
  [0, 'aé'],
  [1, 'aľ'],
  [2, 'Бя'],
  [3, 'Άω'],
  [4, 'aİ'],
  [7, 'aŗ'],
  [8, 'a₫'],
]

/** Share from which characters are nearly all. */
const NEARLY_ALL = 0.95

/**
 * The two words of bits of the code pages that a font serves, by which Windows lists it under languages. It serves one of East
 * Asia if it has nearly all of its usual characters, or if nearly all that it has are in it: so do fonts of a few characters.
 */
export function codePages(map: ReadonlyMap<number, unknown>): [number, number] {
  const has = (letters: string) => [...letters].every((each) => map.has(each.codePointAt(0)!))
  const own = [...map.keys()].filter((character) => isCjk(character) && character !== 0x3000)
  let bits = 0
  for (const [bit, letters] of western) if (has(letters)) bits |= 1 << bit
  for (const { bit, encoding, usual, needs } of own.length > 0 ? eastern : [])
    if (has(needs) && (hasMost(map, charactersOf(usual)) || isMostly(own, encoding))) bits |= 1 << bit
  // A font that serves none is listed nowhere.
  return [bits || 1, 0]
}

const hasMost = (map: ReadonlyMap<number, unknown>, usual: readonly number[]) =>
  usual.filter((character) => map.has(character)).length >= NEARLY_ALL * usual.length

function isMostly(own: readonly number[], encoding: string): boolean {
  const known = charactersIn(encoding)
  return own.filter((character) => known.has(character)).length >= NEARLY_ALL * own.length
}

const encodings = new Map<string, ReadonlySet<number>>()

/** All characters that two bytes stand for in an encoding. */
function charactersIn(encoding: string): ReadonlySet<number> {
  const found = encodings.get(encoding)
  if (found) return found
  const decoder = new TextDecoder(encoding)
  const characters = new Set<number>()
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) {
      const [character = ''] = decoder.decode(Uint8Array.of(lead, trail))
      characters.add(character.codePointAt(0) ?? 0)
    }
  encodings.set(encoding, characters)
  return characters
}
