import { Menu } from '@base-ui/react/menu'
import { useRef, useState } from 'react'
import { useStore } from 'zustand'
import { MenuEntries } from '../app/actions/MenuEntries.tsx'
import { getAction } from '../app/actions/registry.ts'
import { closePage } from '../app/pages.ts'
import { familyOf, lastOfFamily } from '../app/tools.ts'
import { chooseTool, type StudioTool, type ToolId } from '../canvas/index.ts'
import { useT } from '../i18n/index.ts'
import { IconButton } from '../ui/Button.tsx'

/** A press this long, in milliseconds, asks for the other tools of a place. */
const LONG_PRESS = 400

/**
 * A tool's place in the toolbar. One that several share shows the last used of them; the others come with the right button, a
 * long press, or a click on the tool that is in hand already.
 */
export function ToolSlot({ tool, current }: { tool: StudioTool; current: ToolId | null }) {
  const t = useT()
  const family = familyOf(tool)
  const last = useStore(lastOfFamily, (state) => (tool.family ? state[tool.family] : undefined))
  const place = useRef<HTMLSpanElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [open, setOpen] = useState(false)
  const shown = family.find(({ id }) => id === last) ?? family[0] ?? tool
  const shares = family.length > 1
  if (family[0] && family[0] !== tool) return null
  const { id, icon, title, key } = shown
  const stop = () => clearTimeout(timer.current)
  return (
    <span ref={place} className={shares ? 'toolbar__slot toolbar__slot--shared' : 'toolbar__slot'}>
      <IconButton
        icon={icon}
        label={t(title)}
        shortcut={key}
        tooltipSide="right"
        pressed={id === current}
        data-tool={id}
        onContextMenu={(event) => {
          if (!shares) return
          event.preventDefault()
          setOpen(true)
        }}
        onPointerDown={(event) => {
          if (shares && event.button === 0) timer.current = setTimeout(() => setOpen(true), LONG_PRESS)
        }}
        onPointerUp={stop}
        onPointerLeave={stop}
        onClick={(event) => {
          if (shares && id === current) setOpen(true)
          closePage()
          chooseTool(id)
          // After a click, not after a key, Space means the canvas and not the button again.
          if (event.detail > 0) event.currentTarget.blur()
        }}
      />
      {shares && (
        <Menu.Root open={open} onOpenChange={setOpen} modal={false}>
          <Menu.Portal>
            <Menu.Positioner className="popup__positioner" anchor={place} side="right" sideOffset={4}>
              <Menu.Popup className="popup" aria-label={t('app:frame.tools')}>
                <MenuEntries
                  sections={[
                    {
                      name: tool.family ?? '',
                      entries: family.map((member) => ({
                        kind: 'action' as const,
                        action: getAction(`tool.${member.id}`),
                      })),
                    },
                  ]}
                />
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      )}
    </span>
  )
}
