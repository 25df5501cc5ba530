import { TextSettings } from '../../../electron/contract/document/index.ts'
import { engine } from '../../app/connection.ts'
import { layoutPart, rememberLayout } from '../../app/settings.ts'
import { currentLanguage } from '../../i18n/index.ts'
import { type TextLook, textState } from './state.ts'

const Look = TextSettings.omit({ content: true, box: true, color: true })
/** The name that the layout of the studio keeps it by. */
const KEPT = 'text'

/** The next text is set like this. */
export function rememberLook(change: Partial<TextLook>): void {
  if (Object.keys(change).length === 0) return
  const look = { ...textState.getState().look, ...change }
  textState.setState({ look })
  rememberLayout(KEPT, look)
}

/** Takes up the look that texts had the last time, or a font that is here. */
export async function loadFonts(): Promise<void> {
  const { families, usual } = await engine.call('text.fonts', { language: currentLanguage() })
  const kept = Look.safeParse(layoutPart(KEPT, null)).data
  const look = kept ?? textState.getState().look
  const isHere = families.some(({ family }) => family === look.font.family)
  textState.setState({ families, look: isHere || !usual ? look : { ...look, font: usual } })
}
