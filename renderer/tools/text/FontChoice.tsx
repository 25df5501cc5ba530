import { Combobox } from '@base-ui/react/combobox'
import { Check, ChevronDown, Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { sameFontName, type TextFont } from '../../../electron/contract/document/index.ts'
import type { TextFamily } from '../../../electron/contract/tools/text.ts'
import { getAction } from '../../app/actions/registry.ts'
import { runAction } from '../../app/actions/run.ts'
import { useT } from '../../i18n/index.ts'
import { classes } from '../../ui/classes.ts'
import '../../ui/popup.css'
import './font.css'
import { textState } from './state.ts'

/** Which family: those that are made in Ganvas first, then all of the system's, found by what is typed. */
export function FontChoice({ font, onChange }: { font: TextFont; onChange(font: TextFont): void }) {
  const t = useT()
  const label = useId()
  const [open, setOpen] = useState(false)
  const families = useStore(textState, (state) => state.families) ?? []
  const chosen = familyOf(families, font)
  const groups = [
    { value: t('text:made'), items: families.filter(({ work }) => work !== undefined) },
    { value: t('text:system'), items: families.filter(({ work }) => work === undefined) },
  ].filter(({ items }) => items.length > 0)
  return (
    <div className="field">
      <span id={label} className="visually-hidden">
        {t('text:font')}
      </span>
      <Combobox.Root
        items={groups}
        value={chosen ?? null}
        open={open}
        onOpenChange={setOpen}
        itemToStringLabel={({ family }: TextFamily) => family}
        isItemEqualToValue={(a: TextFamily, b: TextFamily) => a.family === b.family && a.work === b.work}
        filter={(item: TextFamily, query: string) => matches(item, query)}
        onValueChange={(family: TextFamily | null) => family && onChange(fontOf(family, font.style))}
      >
        <Combobox.Trigger
          className={classes('select', 'font-choice', !chosen && 'font-choice--lost')}
          aria-labelledby={label}
        >
          <span className="select__value font-choice__value" data-own>
            {font.family}
          </span>
          <ChevronDown size={14} aria-hidden />
        </Combobox.Trigger>
        <Combobox.Portal>
          <Combobox.Positioner className="popup__positioner" sideOffset={4} align="start">
            <Combobox.Popup className="popup font-choice__popup" aria-labelledby={label}>
              <Combobox.Input className="text-field font-choice__search" placeholder={t('text:search')} />
              <Combobox.Empty className="font-choice__none">{t('text:none')}</Combobox.Empty>
              <Combobox.List className="font-choice__list">
                {(group: (typeof groups)[number]) => (
                  <Combobox.Group key={group.value} items={group.items}>
                    <Combobox.GroupLabel className="popup__title">{group.value}</Combobox.GroupLabel>
                    <Combobox.Collection>
                      {(family: TextFamily) => (
                        <Combobox.Item
                          key={`${family.work ?? ''} ${family.family}`}
                          value={family}
                          className="popup__item"
                        >
                          <span className="popup__mark">
                            <Combobox.ItemIndicator>
                              <Check size={14} aria-hidden />
                            </Combobox.ItemIndicator>
                          </span>
                          <span className="font-choice__name" data-own>
                            {family.family}
                          </span>
                          {family.work === undefined && (
                            <span className="font-choice__sample" style={look(family)} aria-hidden data-own>
                              永和 Aag
                            </span>
                          )}
                        </Combobox.Item>
                      )}
                    </Combobox.Collection>
                  </Combobox.Group>
                )}
              </Combobox.List>
              <div className="popup__divider" role="presentation" />
              <button
                type="button"
                className="popup__item font-choice__add"
                onClick={() => {
                  setOpen(false)
                  void runAction(getAction('text.addFont'))
                }}
              >
                <span className="popup__mark">
                  <Plus size={14} aria-hidden />
                </span>
                {t('text:add')}
              </button>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </div>
  )
}

/** The family that a font is of, if it is here. */
export const familyOf = (families: readonly TextFamily[], font: TextFont): TextFamily | undefined =>
  families.find(({ work }) => work !== undefined && work === font.work) ??
  families.find(
    ({ family, alsoCalled, work }) =>
      work === undefined && [family, ...alsoCalled].some((name) => sameFontName(name, font.family)),
  )

/** A family's font in a style, or its first. */
function fontOf({ family, styles, work }: TextFamily, style: string): TextFont {
  return {
    family,
    style: styles.includes(style) ? style : (styles[0] ?? 'Regular'),
    ...(work !== undefined && { work }),
  }
}

function matches({ family, alsoCalled }: TextFamily, query: string): boolean {
  const names = [family, ...alsoCalled].join(' ').toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => names.includes(word))
}

/** As the browser shows an installed family. */
const look = ({ family }: TextFamily): React.CSSProperties => ({
  fontFamily: `"${family.replaceAll('"', '')}"`,
})
