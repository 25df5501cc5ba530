import { Layers } from 'lucide-react'
import { useStore } from 'zustand'
import { carrying } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import './documents.css'

/** At the pointer, what it carries from one document to another. */
export function CarriedLabel() {
  const t = useT()
  const { carried, pointer } = useStore(carrying)
  if (!carried) return null
  const [id] = carried.layers
  const name = (id && carried.scene.data.layers[id]?.name) ?? ''
  const count = carried.layers.length
  return (
    <div
      className="carried"
      aria-hidden
      style={{ transform: `translate(${pointer.x + 14}px, ${pointer.y + 16}px)` }}
    >
      <Layers size={14} aria-hidden />
      <span data-own={count === 1 || undefined}>
        {count === 1 ? name : t('app:documents.carried', { count })}
      </span>
    </div>
  )
}
