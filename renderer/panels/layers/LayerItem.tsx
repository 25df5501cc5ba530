import {
  ChevronDown,
  ChevronRight,
  CornerLeftDown,
  Eye,
  EyeOff,
  Folder,
  Grid2x2,
  Lock,
  LockOpen,
  SlidersHorizontal,
  Sparkles,
  Type,
} from 'lucide-react'
import { memo, type PointerEvent, useEffect, useId, useRef } from 'react'
import {
  hasPixels,
  type Layer,
  type LayerId,
  type RasterId,
} from '../../../electron/contract/document/index.ts'
import { getAction } from '../../app/actions/registry.ts'
import { runAction } from '../../app/actions/run.ts'
import { currentSession } from '../../document/index.ts'
import { renameLayer, setLocked, setVisible } from '../../document/operations/properties.ts'
import { formatNumber, useT } from '../../i18n/index.ts'
import { classes } from '../../ui/classes.ts'
import type { DropTarget } from './dropTarget.ts'
import { MaskItem } from './MaskItem.tsx'
import { RowButton } from './RowButton.tsx'
import type { LayerRow } from './rows.ts'
import { Thumbnail } from './Thumbnail.tsx'

export interface LayerItemProps {
  row: LayerRow
  selected: boolean
  focusable: boolean
  renaming: boolean
  drop: DropTarget['side'] | null
  onRename(id: LayerId | null): void
  onSelect(id: LayerId, keys: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void
  onDragStart(event: PointerEvent, id: LayerId): void
}

export const LayerItem = memo(function LayerItem({
  row: { layer, level, index, siblings },
  selected,
  focusable,
  renaming,
  drop,
  onRename,
  onSelect,
  onDragStart,
}: LayerItemProps) {
  const t = useT()
  const { id, name, visible, locked } = layer
  const textId = useId()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of all its items
    <div
      role="treeitem"
      tabIndex={focusable ? 0 : -1}
      aria-labelledby={textId}
      aria-level={level}
      aria-posinset={siblings - index}
      aria-setsize={siblings}
      aria-selected={selected}
      aria-expanded={layer.kind === 'group' ? layer.expanded : undefined}
      data-layer={id}
      className={classes('layer', !visible && 'layer--hidden', drop && `layer--drop-${drop}`)}
      style={{ '--level': level - 1 } as React.CSSProperties}
      onPointerDown={(event) => {
        if (event.button === 0) onDragStart(event, id)
        // A press of the right button acts on what it points at.
        if (event.button === 2 && !selected) onSelect(id, { shiftKey: false, ctrlKey: false, metaKey: false })
      }}
      onClick={(event) => onSelect(id, event)}
      onDoubleClick={() => onRename(id)}
    >
      <RowButton
        className="layer__eye"
        label={t(visible ? 'app:layers.hide' : 'app:layers.show', { name })}
        onPress={() => setVisible(currentSession(), [id], !visible)}
      >
        {visible ? <Eye size={15} aria-hidden /> : <EyeOff size={15} aria-hidden />}
      </RowButton>
      <span className="layer__indent" />
      {layer.clipped && <CornerLeftDown size={13} className="layer__clip" aria-hidden />}
      {layer.kind === 'group' ? (
        <>
          <RowButton
            className="layer__fold"
            label={t(layer.expanded ? 'app:layers.fold' : 'app:layers.unfold', { name })}
            onPress={() => currentSession().setExpanded(id, !layer.expanded)}
          >
            {layer.expanded ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          </RowButton>
          <Folder size={17} className="layer__folder" aria-hidden />
        </>
      ) : layer.kind === 'adjustment' ? (
        <SlidersHorizontal size={17} className="layer__adjustment" aria-hidden />
      ) : layer.kind === 'text' ? (
        <TextItem id={id} masked={layer.mask !== undefined} />
      ) : (
        <PixelsItem id={id} raster={layer.raster} masked={layer.mask !== undefined} />
      )}
      <MaskItem layer={layer} />
      <span className="layer__text" id={textId}>
        {renaming ? (
          <NameField
            name={name}
            onDone={() => onRename(null)}
            onCommit={(next) => renameLayer(currentSession(), id, next)}
          />
        ) : (
          <span className="layer__name" title={name}>
            {name}
          </span>
        )}
        <LayerNote layer={layer} />
        <span className="visually-hidden">, {describeLayer(t, layer)}</span>
      </span>
      {hasPixels(layer) && layer.alphaLocked && <Grid2x2 size={12} className="layer__alpha" aria-hidden />}
      {layer.kind === 'result' && <Sparkles size={13} className="layer__result" aria-hidden />}
      <RowButton
        className={classes('layer__lock', locked && 'layer__lock--on')}
        label={t(locked ? 'app:layers.unlock' : 'app:layers.lock', { name })}
        onPress={() => setLocked(currentSession(), [id], !locked)}
      >
        {locked ? <Lock size={14} aria-hidden /> : <LockOpen size={14} aria-hidden />}
      </RowButton>
    </div>
  )
})

/** The pixels of a layer in its row; where it has a mask, a click makes them what is painted on again. */
function PixelsItem({ id, raster, masked }: { id: LayerId; raster: RasterId; masked: boolean }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: an action with a key does the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: an action with a key does the same
    <span className="layer__pixels" onClick={() => masked && paintOnPixels(id)}>
      <Thumbnail raster={raster} />
    </span>
  )
}

/** A text in its row, in place of its pixels; a double click takes it up. */
function TextItem({ id, masked }: { id: LayerId; masked: boolean }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: an action with a key does the same
    // biome-ignore lint/a11y/useKeyWithClickEvents: an action with a key does the same
    <span
      className="layer__text-kind"
      onClick={() => masked && paintOnPixels(id)}
      onDoubleClick={(event) => {
        event.stopPropagation()
        void runAction(getAction('layer.textEdit'))
      }}
    >
      <Type size={17} aria-hidden />
    </span>
  )
}

function paintOnPixels(id: LayerId): void {
  const session = currentSession()
  if (session.data.active === id) session.paintOn('pixels')
}

/** What the row shows by icons alone. */
function describeLayer(t: ReturnType<typeof useT>, layer: Layer): string {
  const { kind, visible, locked, clipped, mask } = layer
  const parts: string[] = [t(`app:layers.kinds.${kind}`)]
  if (!visible) parts.push(t('app:layers.hidden'))
  if (locked) parts.push(t('app:layers.locked'))
  if (hasPixels(layer) && layer.alphaLocked) parts.push(t('app:layers.alphaLocked'))
  if (clipped) parts.push(t('app:layers.clipped'))
  if (mask) parts.push(t('app:layers.masked'))
  return parts.join(', ')
}

/** Mode and opacity, where they are not the ordinary ones. */
function LayerNote({ layer: { kind, blendMode, opacity } }: { layer: Layer }) {
  const t = useT()
  const ordinary = kind === 'group' ? 'pass-through' : 'normal'
  const parts: string[] = []
  if (blendMode !== ordinary) parts.push(t(`document:blendModes.${blendMode}`))
  if (opacity < 1) parts.push(formatNumber(opacity, { style: 'percent' }))
  return parts.length > 0 ? <span className="layer__note number"> {parts.join(' · ')}</span> : null
}

function NameField({
  name,
  onCommit,
  onDone,
}: {
  name: string
  onCommit(name: string): void
  onDone(): void
}) {
  const t = useT()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.select()
  }, [])
  // Escape, and Enter too, take the focus away; the blur that follows must not name the layer again.
  const finished = useRef(false)
  const finish = (commit: boolean) => {
    if (finished.current) return
    finished.current = true
    const value = input.current?.value ?? name
    if (commit && value !== name) onCommit(value)
    onDone()
  }
  return (
    <input
      ref={input}
      className="layer__name-field"
      aria-label={t('app:layers.name')}
      defaultValue={name}
      maxLength={200}
      spellCheck={false}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        const row = event.currentTarget.closest<HTMLElement>('[role="treeitem"]')
        finish(event.key === 'Enter')
        row?.focus()
      }}
    />
  )
}
