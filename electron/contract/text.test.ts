import { describe, expect, it } from 'vitest'
import { GanvasError, toPlainError } from './errors.ts'
import { inEnglish, isText, Text, text } from './text.ts'

const refusal = text('disk.write', { path: '/out/sea.png', why: text('diskReasons.ENOSPC') })

describe('a text', () => {
  it('says its sentence in English, with the sentences that fill its blanks', () => {
    expect(inEnglish(refusal)).toBe(
      'Could not write /out/sea.png: the disk is full. Free some space, or choose another disk.',
    )
  })

  it('takes values as they are, braces and dollars included', () => {
    expect(inEnglish(text('files.missing', { path: "{{path}} $& $' $t(a)" }))).toBe(
      "There is no file {{path}} $& $' $t(a). It may have been moved or renamed.",
    )
  })

  it('asks for every blank of its sentence', () => {
    // @ts-expect-error: `limit` is missing
    text('files.tooLarge', { path: 'a', size: 3 })
    // @ts-expect-error: nothing of that name is in the sentence
    text('files.missing', { path: 'a', size: 3 })
  })

  it('is told from other data by naming a sentence that there is', () => {
    expect(Text.parse(structuredClone(refusal))).toEqual(refusal)
    for (const other of [null, 'errors:disk.write', {}, { key: 7 }, { key: 'errors:disk.constructor' }])
      expect(isText(other), JSON.stringify(other)).toBe(false)
  })

  it('is the message and the data of an error, beside what else the error names', () => {
    const { message, data } = toPlainError(new GanvasError('disk', refusal, { reason: 'ENOSPC' }))
    expect(message).toBe(inEnglish(refusal))
    expect(data).toEqual({ ...refusal, reason: 'ENOSPC' })
    expect(isText(data)).toBe(true)
  })
})
