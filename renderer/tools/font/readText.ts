import { engine } from '../../app/connection.ts'
import type { PickedFile } from '../../app/files/pick.ts'

/** The content of a chosen text file, in UTF-8; the engine reads what the page knows by its path alone. */
export async function readText(file: PickedFile): Promise<string> {
  const source = await file.source()
  if ('bytes' in source) return new TextDecoder().decode(source.bytes)
  const { text } = await engine.call('fonts.readText', { path: source.path })
  return text
}
