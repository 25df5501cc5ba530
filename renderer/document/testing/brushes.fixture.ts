import type { BrushSettings } from '../brush/index.ts'

/** A hard brush that paints just where the pointer goes, whatever its pressure. */
export const hardBrush = (size: number): BrushSettings => ({
  size,
  hardness: 1,
  opacity: 1,
  smoothing: 0,
  pressureSize: false,
  pressureOpacity: false,
  antialias: true,
})
