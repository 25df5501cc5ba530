import { engine } from '../../app/connection.ts'
import { reportError } from '../../app/failures.ts'
import { type DocumentSession, followSession } from '../../document/index.ts'
import { currentLanguage, t } from '../../i18n/index.ts'
import { showToast } from '../../ui/Toast.tsx'
import { familyOf } from './FontChoice.tsx'

/** Says once for each document that is opened which fonts of its texts are not here. */
export function watchLostFonts(): void {
  const seen = new WeakSet<DocumentSession>()
  followSession((session) => {
    let left = false
    const leave = () => {
      left = true
    }
    if (seen.has(session)) return leave
    seen.add(session)
    const fonts = Object.values(session.data.layers).flatMap((layer) =>
      layer.kind === 'text' ? [layer.text.font] : [],
    )
    if (fonts.length > 0)
      engine
        .call('text.fonts', { language: currentLanguage() })
        .then(({ families }) => {
          const lost = fonts.filter((font) => !familyOf(families, font)).map(({ family }) => family)
          if (lost.length === 0 || left) return
          showToast({
            tone: 'warning',
            title: t('text:lostTitle'),
            description: t('text:lostBody', { fonts: [...new Set(lost)].join(', ') }),
            lasts: true,
            id: 'lost-fonts',
          })
        })
        .catch((thrown) => reportError(thrown, 'text:setting'))
    return leave
  })
}
