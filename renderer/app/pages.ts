import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { TranslationKey } from '../i18n/index.ts'

/** A part of the studio that takes the picture's place while it is open. */
export interface StudioPage {
  readonly id: string
  readonly title: TranslationKey
  readonly icon: LucideIcon
  /** What the button says that shows the picture again. */
  readonly close: TranslationKey
  /** The action that opens it. */
  readonly action: string
  readonly Component: ComponentType
  /** Whether something goes on there: its button in the toolbar says so. Rendered, so it may use hooks. */
  readonly Mark?: ComponentType
}

const registered: StudioPage[] = []
const opened = createStore<{ page: string | null }>(() => ({ page: null }))

/** Called once a page at start-up. */
export const registerPage = (page: StudioPage): void => void registered.push(page)

export const studioPages = (): readonly StudioPage[] => registered

export const openPage = (id: string): void => opened.setState({ page: id })

/** Shows the picture again. */
export const closePage = (): void => opened.setState({ page: null })

/** Whether a page hides the picture, so that what acts on the picture unseen should rest. */
export const hidesPicture = (): boolean => opened.getState().page !== null

export function useOpenPage(): StudioPage | undefined {
  const id = useStore(opened, ({ page }) => page)
  return registered.find((page) => page.id === id)
}
