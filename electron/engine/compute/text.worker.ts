import { openFont } from '../../tools/font/file/fontFile.ts'
import { covers, type Face, faceOf } from '../../tools/font/text/faces.ts'
import { layText } from '../../tools/font/text/layText.ts'
import { graphemesIn } from '../../tools/font/text/paragraph.ts'
import { readWhole } from '../disk.ts'
import { serveOrders } from '../threads/serve.ts'
import type { FontPlace, TextKind } from './textMessages.ts'

/** Fonts that are kept open; one of Han characters holds some 20 MB. */
const MAX_OPEN = 12
const open = new Map<string, Promise<Face>>()

const keyOf = ({ path, index }: FontPlace) => `${path}\0${index}`

function faceAt(place: FontPlace): Promise<Face> {
  const key = keyOf(place)
  const opening = open.get(key) ?? read(place)
  // The one used last is the last to go.
  open.delete(key)
  open.set(key, opening)
  opening.catch(() => open.delete(key))
  const [oldest] = open.keys()
  if (open.size > MAX_OPEN && oldest !== undefined) open.delete(oldest)
  return opening
}

async function read({ family, style, path, index, bytes }: FontPlace): Promise<Face> {
  return faceOf(family, style, await openFont(bytes ?? (await readWhole(path)), path, { index }))
}

/** The fonts that have a character, or do not, by their keys: a font of Han characters is not opened again to find out. */
const had = new Map<string, boolean>()

async function findIn(fonts: readonly FontPlace[], grapheme: string): Promise<Face | null> {
  for (const place of fonts) {
    const question = `${keyOf(place)}\0${grapheme}`
    if (had.get(question) === false) continue
    // A font that cannot be opened has nothing to give.
    const face = await faceAt(place).catch(() => null)
    const has = face !== null && covers(face.file, grapheme)
    had.set(question, has)
    if (has) return face
  }
  return null
}

serveOrders<TextKind>({
  async lay({ text, font, others, language }) {
    const byCharacter = new Map(others.map(({ character, fonts }) => [character, fonts]))
    return layText(
      text,
      await faceAt(font),
      (grapheme) => findIn(byCharacter.get(grapheme) ?? [], grapheme),
      language,
    )
  },
  async lacking({ font, content }) {
    const { file } = await faceAt(font)
    return [...new Set(content.split('\n').flatMap(graphemesIn))].filter((each) => !covers(file, each))
  },
})
