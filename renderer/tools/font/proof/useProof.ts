import { useEffect, useState } from 'react'
import { toPlainError } from '../../../../electron/contract/errors.ts'
import type { FontWork, GlyphField } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { reasonOf } from '../../../app/failures.ts'
import { fieldKey, type ProofContent } from './draw.ts'
import { fetchOutlines, fetchSource, outlineKey, readyGlyphs, sourcePaths } from './outlines.ts'

export interface Proof {
  content: ProofContent | null
  /** `fields` while glyphs are shown before they are traced. */
  state: 'waiting' | 'fields' | 'outlines'
  /** Why there is none. */
  problem: string
}

/** So many milliseconds without a change begin a new proof. */
const REST_MS = 30

const none: Proof = { content: null, state: 'waiting', problem: '' }

/** The proof of a font by its plan: shown straight from the fields, and again once they are traced. */
export function useProof({ name, plan }: FontWork, revision: number): Proof {
  const [proof, setProof] = useState<Proof>(none)
  const { text, vertical } = plan.proof
  const key = outlineKey(name, plan, revision)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what of the plan glyphs depend on
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => {
      update(signal).catch((thrown) => {
        if (!signal.aborted && toPlainError(thrown).code !== 'cancelled')
          setProof({ ...none, problem: reasonOf(thrown) })
      })
    }, REST_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }

    async function update(signal: AbortSignal): Promise<void> {
      // What was shown stays until the next is there.
      setProof((before) => ({ ...before, state: 'waiting' }))
      const characters = [...new Set(text.replaceAll(/\s/g, ''))].map((each) => each.codePointAt(0)!)
      const open = characters.filter((character) => !readyGlyphs(key).has(character))
      const glyphs = open.flatMap((character) => [
        { character, form: false },
        ...(vertical ? [{ character, form: true }] : []),
      ])
      const [{ lines }, { fields }] = await Promise.all([
        engine.call('fonts.lay', { name, plan, text, vertical }, { signal }),
        glyphs.length === 0
          ? { fields: [] as GlyphField[] }
          : engine.call('fonts.fields', { name, plan, glyphs }, { signal }),
      ])
      const numbers = lines.flatMap(({ source }) => source.map(({ glyph }) => glyph)).filter(Boolean)
      await fetchSource(name, plan, numbers, signal)
      const content: ProofContent = {
        lines,
        source: sourcePaths(name, plan),
        ready: readyGlyphs(key),
        fields: new Map(fields.map((field) => [fieldKey(field.character, field.form), field])),
      }
      if (signal.aborted) return
      setProof({ content, state: open.length === 0 ? 'outlines' : 'fields', problem: '' })
      if (open.length === 0) return
      await fetchOutlines(key, name, plan, characters, signal)
      if (!signal.aborted)
        setProof({ content: { ...content, ready: readyGlyphs(key) }, state: 'outlines', problem: '' })
    }
  }, [key, text, vertical])
  return proof
}
