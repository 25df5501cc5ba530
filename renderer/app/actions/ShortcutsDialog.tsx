import { useState } from 'react'
import { type TranslationKey, useT } from '../../i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatShortcut } from '../../ui/shortcutLabel.ts'
import { TextField } from '../../ui/TextField.tsx'
import { showDialog } from '../dialogs/host.tsx'
import type { Action } from './action.ts'
import { allActions, shortcutsOf } from './registry.ts'
import './shortcuts.css'

export const showShortcuts = (): Promise<void> =>
  showDialog<void>((answer) => <ShortcutsDialog onClose={() => answer()} />)

/** Keys that are held, dragged or meant for one place, and so belong to no action. */
const gestures: readonly { text: TranslationKey; keys: string }[] = [
  { text: 'app:shortcuts.pan', keys: 'Space' },
  { text: 'app:shortcuts.zoom', keys: '$mod+app:shortcuts.wheel' },
  { text: 'app:shortcuts.nudge', keys: '↑ ↓ ← →' },
  { text: 'app:shortcuts.moveLayer', keys: 'Alt+↑ ↓' },
  { text: 'app:shortcuts.add', keys: 'Shift' },
  { text: 'app:shortcuts.subtract', keys: 'Alt' },
]

function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const t = useT()
  const [filter, setFilter] = useState('')
  const wanted = filter.trim().toLowerCase()
  const matches = (text: string, keys: string) =>
    text.toLowerCase().includes(wanted) || keys.toLowerCase().includes(wanted)
  return (
    <Dialog
      title={t('actions:help.shortcuts')}
      width={720}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('app:dialog.done')}
        </Button>
      }
    >
      <TextField
        label={t('app:shortcuts.filter')}
        hideLabel
        placeholder={t('app:shortcuts.filter')}
        value={filter}
        onChange={setFilter}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="shortcuts" role="document" tabIndex={0} aria-label={t('actions:help.shortcuts')}>
        <div className="shortcuts__columns">
          {[...groupByArea(allActions())].map(([area, actions]) => {
            const shown = actions.filter((action) =>
              matches(
                t(action.label),
                shortcutsOf(action)
                  .map((s) => formatShortcut(s))
                  .join(' '),
              ),
            )
            return shown.length === 0 ? null : (
              <section key={area} className="shortcuts__area">
                <h3>{t(`app:shortcuts.areas.${area}` as 'app:shortcuts.areas.file')}</h3>
                {shown.map((action) => (
                  <Row key={action.id} text={t(action.label)} keys={formatShortcut(action.shortcut ?? '')} />
                ))}
              </section>
            )
          })}
          <section className="shortcuts__area">
            <h3>{t('app:shortcuts.areas.gestures')}</h3>
            {gestures
              .map(({ text, keys }) => ({
                text: t(text),
                keys: formatShortcut(keys.replace('app:shortcuts.wheel', t('app:shortcuts.wheel'))),
              }))
              .filter(({ text, keys }) => matches(text, keys))
              .map((row) => (
                <Row key={row.text} {...row} />
              ))}
          </section>
        </div>
      </div>
    </Dialog>
  )
}

function Row({ text, keys }: { text: string; keys: string }) {
  return (
    <div className="shortcuts__row">
      <span>{text}</span>
      <kbd className="shortcuts__keys">{keys}</kbd>
    </div>
  )
}

/** Actions with keys, by the first part of their id. */
export function groupByArea(actions: readonly Action[]): Map<string, Action[]> {
  const areas = new Map<string, Action[]>()
  for (const action of actions.filter(({ shortcut }) => shortcut)) {
    const area = action.id.split('.')[0]!
    areas.set(area, [...(areas.get(area) ?? []), action])
  }
  return areas
}
