import {
  Brush,
  CircleDashed,
  Crop,
  Eraser,
  Hand,
  Lasso,
  Move,
  PaintBucket,
  Pipette,
  RotateCw,
  SquareDashed,
  WandSparkles,
  ZoomIn,
} from 'lucide-react'
import { registerTool } from '../../app/tools.ts'
import type { StudioTool } from '../../canvas/index.ts'
import { fillAlike } from '../../canvas/tools/bucket.ts'
import { ClickTool } from '../../canvas/tools/click.ts'
import { CropTool } from '../../canvas/tools/crop.ts'
import { EyedropperTool } from '../../canvas/tools/eyedropper.ts'
import { HandTool } from '../../canvas/tools/hand.ts'
import { LassoTool } from '../../canvas/tools/lasso.ts'
import { MarqueeTool } from '../../canvas/tools/marquee.ts'
import { MoveTool } from '../../canvas/tools/move.ts'
import { PaintTool } from '../../canvas/tools/paint.ts'
import { RotateViewTool } from '../../canvas/tools/rotateView.ts'
import { selectAlike } from '../../canvas/tools/wand.ts'
import { ZoomTool } from '../../canvas/tools/zoom.ts'
import { BrushOptions } from './BrushOptions.tsx'
import { BucketOptions } from './BucketOptions.tsx'
import { CropOptions } from './CropOptions.tsx'
import { EyedropperOptions } from './EyedropperOptions.tsx'
import { MoveOptions } from './MoveOptions.tsx'
import { RotateOptions } from './RotateOptions.tsx'
import { SelectOptions } from './SelectOptions.tsx'
import { ViewOptions } from './ViewOptions.tsx'

const tools: readonly StudioTool[] = [
  {
    id: 'move',
    title: 'canvas:tool.move',
    icon: Move,
    key: 'v',
    group: 'place',
    createMachine: () => new MoveTool(),
    showsHandles: true,
    Options: MoveOptions,
  },
  {
    id: 'select-rectangle',
    title: 'canvas:tool.select-rectangle',
    icon: SquareDashed,
    key: 'm',
    group: 'select',
    createMachine: () => new MarqueeTool('select-rectangle'),
    Options: SelectOptions,
  },
  {
    id: 'select-ellipse',
    title: 'canvas:tool.select-ellipse',
    icon: CircleDashed,
    key: 'Shift+M',
    group: 'select',
    createMachine: () => new MarqueeTool('select-ellipse'),
    Options: SelectOptions,
  },
  {
    id: 'lasso',
    title: 'canvas:tool.lasso',
    icon: Lasso,
    key: 'l',
    group: 'select',
    createMachine: () => new LassoTool(),
    Options: SelectOptions,
  },
  {
    id: 'wand',
    title: 'canvas:tool.wand',
    icon: WandSparkles,
    key: 'w',
    group: 'select',
    createMachine: () => new ClickTool('wand', selectAlike),
    Options: SelectOptions,
  },
  {
    id: 'crop',
    title: 'canvas:tool.crop',
    icon: Crop,
    key: 'c',
    group: 'select',
    createMachine: () => new CropTool(),
    Options: CropOptions,
  },
  {
    id: 'brush',
    title: 'canvas:tool.brush',
    icon: Brush,
    key: 'b',
    group: 'paint',
    createMachine: () => new PaintTool('brush'),
    Options: BrushOptions,
  },
  {
    id: 'eraser',
    title: 'canvas:tool.eraser',
    icon: Eraser,
    key: 'e',
    group: 'paint',
    createMachine: () => new PaintTool('eraser'),
    Options: BrushOptions,
  },
  {
    id: 'bucket',
    title: 'canvas:tool.bucket',
    icon: PaintBucket,
    key: 'f',
    group: 'paint',
    family: 'fill',
    createMachine: () => new ClickTool('bucket', fillAlike),
    Options: BucketOptions,
  },
  {
    id: 'eyedropper',
    title: 'canvas:tool.eyedropper',
    icon: Pipette,
    key: 'i',
    group: 'paint',
    createMachine: () => new EyedropperTool(),
    Options: EyedropperOptions,
  },
  {
    id: 'hand',
    title: 'canvas:tool.hand',
    icon: Hand,
    key: 'h',
    group: 'view',
    family: 'hand',
    createMachine: () => new HandTool(),
    Options: ViewOptions,
  },
  {
    id: 'rotate-view',
    title: 'canvas:tool.rotate-view',
    icon: RotateCw,
    key: 'Shift+R',
    group: 'view',
    family: 'hand',
    createMachine: () => new RotateViewTool(),
    Options: RotateOptions,
  },
  {
    id: 'zoom',
    title: 'canvas:tool.zoom',
    icon: ZoomIn,
    key: 'z',
    group: 'view',
    createMachine: () => new ZoomTool(),
    Options: ViewOptions,
  },
]

/** Adds the tools of any image editor: those that move, select, paint and look. */
export function registerBasicTools(): void {
  for (const tool of tools) registerTool(tool)
}
