import { Fragment, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

interface OpenDialog {
  readonly id: number
  readonly content: ReactNode
}

const open = createStore<{ dialogs: readonly OpenDialog[] }>(() => ({ dialogs: [] }))
let lastId = 0

/**
 * Shows a dialog above the others and resolves with what it was answered with. `render` gets the function that
 * answers and closes it.
 */
export function showDialog<T>(render: (answer: (value: T) => void) => ReactNode): Promise<T> {
  const id = ++lastId
  return new Promise((resolve) => {
    const answer = (value: T) => {
      open.setState(({ dialogs }) => ({ dialogs: dialogs.filter((dialog) => dialog.id !== id) }))
      resolve(value)
    }
    open.setState(({ dialogs }) => ({ dialogs: [...dialogs, { id, content: render(answer) }] }))
  })
}

export const isDialogOpen = (): boolean => open.getState().dialogs.length > 0

/** Where dialogs appear; once, at the root. */
export function DialogHost() {
  const dialogs = useStore(open, (state) => state.dialogs)
  return dialogs.map(({ id, content }) => <Fragment key={id}>{content}</Fragment>)
}
