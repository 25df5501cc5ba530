import type { FontWork } from '../../../../electron/contract/tools/fontWorks.ts'
import { engine } from '../../../app/connection.ts'
import { useT } from '../../../i18n/index.ts'
import { FontFileDialog } from './FontFileDialog.tsx'

/** Which font to make one of. */
export function SourceDialog({ onAnswer }: { onAnswer(work: FontWork | null): void }) {
  const t = useT()
  return (
    <FontFileDialog
      title={t('font:source.title')}
      about={t('font:source.about')}
      onChoose={async (file, face) => onAnswer(await engine.call('fonts.create', { file, face }))}
      onClose={() => onAnswer(null)}
    />
  )
}
