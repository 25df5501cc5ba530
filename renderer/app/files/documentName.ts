import type { DocumentState } from '../../document/index.ts'
import { t } from '../../i18n/index.ts'
import { baseName } from './formats.ts'

/** What the document is called: as its project file, once it has one. */
export function documentName({ projectPath, data }: Pick<DocumentState, 'projectPath' | 'data'>): string {
  return (projectPath ? baseName(projectPath) : data.name) || t('app:document.untitled')
}
