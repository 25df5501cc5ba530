import { createLucideIcon } from 'lucide-react'

/** A frame that grows lighter from left to right. */
export const GradientIcon = createLucideIcon('gradient', [
  ['rect', { x: '3', y: '4', width: '18', height: '16', rx: '2', key: 'frame' }],
  ['path', { d: 'M6.5 4v16', key: 'first' }],
  ['path', { d: 'M9.5 4v16', key: 'second' }],
  ['path', { d: 'M13.5 4v16', key: 'third' }],
])
