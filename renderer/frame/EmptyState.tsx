import { ImagePlus } from 'lucide-react'
import { ActionButton } from '../app/actions/ActionButton.tsx'
import { openRecent, RecentList } from '../app/files/recent.tsx'
import { useSettings } from '../app/settings.ts'
import { useT } from '../i18n/index.ts'
import './empty.css'

/** In place of the canvas while nothing is open: every way to begin. */
export function EmptyState() {
  const t = useT()
  const hasRecent = useSettings((state) => state.recentFiles.length > 0)
  return (
    <div className="empty">
      <div className="empty__card">
        <ImagePlus size={40} strokeWidth={1.25} className="empty__icon" aria-hidden />
        <h2 className="empty__title">{t('app:empty.title')}</h2>
        <p className="empty__text">{t('app:empty.text')}</p>
        <div className="empty__buttons">
          <ActionButton id="file.open" variant="primary" />
          <ActionButton id="file.new" />
          <ActionButton id="file.sample" />
        </div>
        {hasRecent && (
          <section className="empty__recent" aria-labelledby="empty-recent">
            <h3 id="empty-recent">{t('app:recent.title')}</h3>
            <RecentList limit={5} onOpen={(path) => void openRecent(path)} />
          </section>
        )}
      </div>
    </div>
  )
}
