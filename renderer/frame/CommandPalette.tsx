import { Dialog } from '@base-ui/react/dialog'
import { Command, defaultFilter } from 'cmdk'
import { Check, Search } from 'lucide-react'
import { useRef } from 'react'
import { useStore } from 'zustand'
import type { Action } from '../app/actions/action.ts'
import { allActions, isEnabled } from '../app/actions/registry.ts'
import { runAction } from '../app/actions/run.ts'
import { isTranslationKey, useT } from '../i18n/index.ts'
import { formatShortcut } from '../ui/shortcutLabel.ts'
import './palette.css'
import { closePalette, palette } from '../app/palette.ts'

/** An action's own name counts before its menu's names and its id, which is English in every language. */
function rank(id: string, search: string, [label = '', ...path]: string[] = []): number {
  return Math.max(defaultFilter(label, search), defaultFilter(id, search, path) / 10)
}

/** Finds an action by its name and performs it. */
export function CommandPalette() {
  const t = useT()
  const open = useStore(palette, (state) => state.open)
  const list = useRef<HTMLDivElement>(null)
  // The best matches come first, and the list may have been scrolled.
  const showBest = () => requestAnimationFrame(() => list.current?.scrollTo(0, 0))
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && closePalette()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="palette__scrim" />
        <Dialog.Popup className="palette" aria-label={t('actions:help.commandPalette')}>
          <Command label={t('actions:help.commandPalette')} filter={rank} loop>
            <div className="palette__search">
              <Search size={16} aria-hidden />
              <Command.Input
                className="palette__input"
                placeholder={t('app:palette.placeholder')}
                onValueChange={showBest}
              />
            </div>
            <Command.List ref={list} className="palette__list" label={t('app:palette.results')}>
              <Command.Empty className="palette__empty">{t('app:palette.empty')}</Command.Empty>
              {allActions()
                .filter((action) => !action.hidden)
                .map((action) => (
                  <PaletteEntry key={action.id} action={action} />
                ))}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteEntry({ action }: { action: Action }) {
  const t = useT()
  const [menu, , submenu] = action.menu?.split('/') ?? []
  const path = [menu && `actions:menus.${menu}`, submenu && `actions:submenus.${submenu}`]
    .filter((key): key is string => Boolean(key))
    .map((key) => (isTranslationKey(key) ? t(key) : ''))
  const Icon = action.icon
  const perform = () => {
    closePalette()
    // Once the palette has given the focus back, which a dialog of the action would else lose.
    setTimeout(() => void runAction(action))
  }
  return (
    <Command.Item
      className="palette__entry"
      value={action.id}
      keywords={[t(action.label), ...path]}
      disabled={!isEnabled(action)}
      onSelect={perform}
    >
      <span className="palette__icon">
        {action.checked?.() ? (
          <Check size={15} aria-hidden />
        ) : (
          Icon && <Icon size={15} strokeWidth={1.75} aria-hidden />
        )}
      </span>
      <span className="palette__label">{t(action.label)}</span>
      <span className="palette__path">{path.join(' › ')}</span>
      {action.shortcut && <kbd className="palette__keys">{formatShortcut(action.shortcut)}</kbd>}
    </Command.Item>
  )
}
