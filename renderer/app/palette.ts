import { createStore } from 'zustand/vanilla'

export const palette = createStore<{ open: boolean }>(() => ({ open: false }))

export const openPalette = (): void => palette.setState({ open: true })
export const closePalette = (): void => palette.setState({ open: false })
