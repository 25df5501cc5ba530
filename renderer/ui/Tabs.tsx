import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import './tabs.css'

export interface TabItem<T extends string> {
  value: T
  label: string
  content: ReactNode
}

export interface TabsProps<T extends string> {
  label: string
  value: T
  onChange(value: T): void
  items: readonly TabItem<T>[]
}

export function Tabs<T extends string>({ label, value, onChange, items }: TabsProps<T>) {
  return (
    <BaseTabs.Root className="tabs" value={value} onValueChange={(next) => onChange(next as T)}>
      <BaseTabs.List className="tabs__list" aria-label={label} activateOnFocus>
        {items.map((item) => (
          <BaseTabs.Tab key={item.value} value={item.value} className="tabs__tab">
            {item.label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {items.map((item) => (
        <BaseTabs.Panel key={item.value} value={item.value} className="tabs__panel" tabIndex={-1}>
          {item.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  )
}
