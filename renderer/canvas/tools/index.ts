import type { ToolId } from '../toolSettings.ts'
import { fillAlike } from './bucket.ts'
import { ClickTool } from './click.ts'
import { CropTool } from './crop.ts'
import { EyedropperTool } from './eyedropper.ts'
import { HandTool } from './hand.ts'
import { LassoTool } from './lasso.ts'
import { MarqueeTool } from './marquee.ts'
import { MoveTool } from './move.ts'
import { PaintTool } from './paint.ts'
import type { Tool } from './tool.ts'
import { selectAlike } from './wand.ts'
import { ZoomTool } from './zoom.ts'

/** One machine for each tool. */
export function createTools(): Readonly<Record<ToolId, Tool>> {
  return {
    move: new MoveTool(),
    brush: new PaintTool('brush'),
    eraser: new PaintTool('eraser'),
    bucket: new ClickTool('bucket', fillAlike),
    eyedropper: new EyedropperTool(),
    'select-rectangle': new MarqueeTool('select-rectangle'),
    'select-ellipse': new MarqueeTool('select-ellipse'),
    lasso: new LassoTool(),
    wand: new ClickTool('wand', selectAlike),
    crop: new CropTool(),
    hand: new HandTool(),
    zoom: new ZoomTool(),
    blend: new MoveTool('blend'),
    translate: new MoveTool('translate'),
  }
}
