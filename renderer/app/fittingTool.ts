import type { ToolId } from '../canvas/index.ts'

/** How a picture came to be in hand: an empty document, a file opened as a document, a picture placed as a layer. */
export type Arrival = 'new' | 'opened' | 'placed'

/**
 * The tool to go on with, given the one in hand: an empty canvas is painted on, what was placed is put where it belongs.
 * Blend stays for what it can blend, and gives way on a single layer, below which there is nothing.
 */
export function fittingTool(arrival: Arrival, tool: ToolId, layers: number): ToolId {
  const painting: readonly ToolId[] = ['brush', 'eraser', 'bucket']
  if (arrival === 'new') return painting.includes(tool) ? tool : 'brush'
  if (arrival === 'placed') return tool === 'blend' ? 'blend' : 'move'
  return tool === 'blend' && layers < 2 ? 'move' : tool
}
