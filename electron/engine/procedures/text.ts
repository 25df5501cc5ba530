import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { diskError } from '../../contract/diskError.ts'
import type { EngineContract } from '../../contract/engine.ts'
import { GanvasError } from '../../contract/errors.ts'
import type { Handlers } from '../../contract/server.ts'
import type { LaidText } from '../../contract/tools/text.ts'
import type { TextFont, TextSettings } from '../../contract/tools/textSettings.ts'
import { unpackFont } from '../../tools/font/file/container.ts'
import { openFont } from '../../tools/font/file/fontFile.ts'
import { type InstalledFont, installedFonts } from '../../tools/font/file/installed.ts'
import { standIns } from '../../tools/font/text/standIns.ts'
import type { FontPlace, TextKind } from '../compute/textMessages.ts'
import { writeAtomically } from '../disk.ts'
import { readFont } from '../font/readFont.ts'
import type { Works } from '../font/works.ts'
import { builtFile } from '../paths.ts'
import { Catalogue } from '../text/catalogue.ts'
import { workFont } from '../text/workFont.ts'
import { Thread } from '../threads/thread.ts'

type TextHandlers = Pick<Handlers<EngineContract>, 'text.fonts' | 'text.addFont' | 'text.lay'>

/** Text layers: their fonts, and how they are set. One thread sets all of them, and keeps their fonts open. */
export function createTextHandlers(dataFolder: string, works: Works): TextHandlers {
  const catalogue = new Catalogue(dataFolder)
  let thread: Thread<TextKind> | null = null
  const setting = () => {
    if (!thread || thread.ended)
      thread = new Thread<TextKind>(builtFile('text.worker.js'), null, { name: 'text thread' })
    return thread
  }

  /** What is tried for what the font lacks. */
  async function othersFor(content: string, font: FontPlace, language: string) {
    const lacking = await setting().call('lacking', { font, content })
    return Promise.all(
      lacking.map(async (character) => ({
        character,
        fonts: (await catalogue.inOrder(standIns(character, language), font.style)).map(placeOf),
      })),
    )
  }

  async function lay(text: TextSettings, language: string, signal: AbortSignal): Promise<LaidText> {
    const found = await fontOf(text.font, text.content, language, signal)
    if (!found) return nothing
    const { place, used, replaced } = found
    const others = await othersFor(text.content, place, language)
    const laid = await setting().call('lay', { text, font: place, others, language })
    return { ...laid, font: used, replaced }
  }

  async function fontOf(font: TextFont, content: string, language: string, signal: AbortSignal) {
    if (font.work !== undefined) {
      const made = await workFont(works, font.work, content, signal).catch((thrown) => {
        // Another machine's, or one that was deleted: it may be installed by now.
        if (thrown instanceof GanvasError && thrown.code === 'not-found') return null
        throw thrown
      })
      if (made) return { place: made, used: font, replaced: false }
    }
    const found = await catalogue.find(font, standIns(content.trim() || firstLetter(language), language))
    if (!found) return null
    const { family, style } = found.font
    return { place: placeOf(found.font), used: { family, style }, replaced: found.replaced }
  }

  return {
    async 'text.fonts'({ language }) {
      catalogue.forget()
      const made = (await works.list()).map(({ name, plan: { said } }) => ({
        family: said.family || name,
        alsoCalled: Object.values(said.local).flatMap((each) => each || []),
        styles: [said.style || 'Regular'],
        work: name,
      }))
      const usual = await catalogue.find(
        { family: '', style: 'Regular' },
        standIns(firstLetter(language), language),
      )
      return {
        families: [...made, ...(await catalogue.families())],
        usual: usual && { family: usual.font.family, style: usual.font.style },
      }
    },
    async 'text.addFont'({ file }) {
      const bytes = 'bytes' in file ? file.bytes : await readFont(file.path)
      const name = 'bytes' in file ? file.name : basename(file.path)
      const kept = await unpackFont(bytes, name)
      await openFont(kept, name)
      const folder = join(catalogue.folder, randomUUID())
      await mkdir(folder, { recursive: true }).catch((error) => {
        throw diskError('makeFolder', folder, error)
      })
      const end = viewTag(kept) === 'ttcf' ? 'ttc' : viewTag(kept) === 'OTTO' ? 'otf' : 'ttf'
      await writeAtomically(join(folder, `font.${end}`), [kept], { overwrite: false })
      catalogue.forget()
      const fonts = (await installedFonts([folder])).map(({ family, style }) => ({ family, style }))
      return { fonts }
    },
    'text.lay': ({ text, language }, { signal }) => lay(text, language, signal),
  }
}

/** What a first text in a language has to show. */
const firstLetter = (language: string) => (/^(zh|ja|ko)\b/.test(language) ? '永' : 'A')

const viewTag = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 4))

const placeOf = ({ family, style, path, index }: InstalledFont): FontPlace => ({ family, style, path, index })

const nothing: LaidText = {
  outline: '',
  ink: { x: 0, y: 0, width: 0, height: 0 },
  lines: [],
  font: null,
  replaced: true,
  fallbacks: [],
  missing: '',
}
