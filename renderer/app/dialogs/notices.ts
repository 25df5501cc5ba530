import { t } from '../../i18n/index.ts'
import { showText } from './TextDialog.tsx'

/** A text and no module: generated from what is installed, in a chunk of its own that is loaded when asked for. */
const [loadNotices] = Object.values(
  import.meta.glob<string>('../../../THIRD_PARTY_NOTICES.md', { query: '?raw', import: 'default' }),
)

export const showThirdPartyNotices = (): Promise<void> =>
  showText({
    title: t('actions:help.notices'),
    description: t('app:notices.thirdParty'),
    load: async () => (await loadNotices?.()) ?? '',
    reasonOf: (thrown) =>
      t('app:notices.missing', { reason: thrown instanceof Error ? thrown.message : String(thrown) }),
  })
