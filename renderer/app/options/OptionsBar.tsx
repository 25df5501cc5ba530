import type { ComponentType } from 'react'
import { useStore } from 'zustand'
import { type ToolId, toolSettings } from '../../canvas/index.ts'
import { useT } from '../../i18n/index.ts'
import { toolIcon } from '../frame/Toolbar.tsx'
import { BrushOptions } from './BrushOptions.tsx'
import { BucketOptions } from './BucketOptions.tsx'
import { CropOptions } from './CropOptions.tsx'
import { EyedropperOptions } from './EyedropperOptions.tsx'
import { MoveOptions } from './MoveOptions.tsx'
import { SelectOptions } from './SelectOptions.tsx'
import { ViewOptions } from './ViewOptions.tsx'
import './options.css'

const options: Record<ToolId, ComponentType> = {
  move: MoveOptions,
  blend: MoveOptions,
  translate: MoveOptions,
  brush: BrushOptions,
  eraser: BrushOptions,
  bucket: BucketOptions,
  eyedropper: EyedropperOptions,
  'select-rectangle': SelectOptions,
  'select-ellipse': SelectOptions,
  lasso: SelectOptions,
  wand: SelectOptions,
  crop: CropOptions,
  hand: ViewOptions,
  zoom: ViewOptions,
}

/** What the chosen tool can be told, under the menus. */
export function OptionsBar() {
  const t = useT()
  const tool = useStore(toolSettings, (state) => state.tool)
  const Options = options[tool]
  const Icon = toolIcon(tool)
  return (
    <section className="options" aria-label={t('app:frame.options', { tool: t(`canvas:tool.${tool}`) })}>
      <span className="options__tool">
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        {t(`canvas:tool.${tool}`)}
      </span>
      <Options />
    </section>
  )
}
