import type { LayerTextData, Layer as PsdLayer } from 'ag-psd'
import type { TextLayer } from '../../../contract/document/index.ts'
import type { TextSettings } from '../../../contract/tools/textSettings.ts'
import type { LayerPixels } from './layer.ts'

/** What a text layer has beside its pixels. */
export type TextPart = Pick<TextLayer, 'text' | 'outline' | 'origin' | 'transform'>

const justifications = {
  start: 'left',
  center: 'center',
  end: 'right',
  justify: 'justify-left',
} as const

/**
 * A text layer under Photoshop's own key `TySh`, which it sets anew when the text is edited. Its fonts have PostScript names
 * there: a family and a style, each in one word.
 */
export function toPsdText({ text, transform, origin }: TextLayer): LayerTextData {
  const { x, y, scaleX, scaleY, rotation } = transform
  const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)]
  const [a, b, c, d] = [cos * scaleX, sin * scaleX, -sin * scaleY, cos * scaleY]
  const { content, font, size, leading, tracking, align, color, vertical, box } = text
  const channel = (at: number) => Number.parseInt(color.slice(at, at + 2), 16)
  return {
    text: content,
    transform: [a, b, c, d, x - a * origin.x - c * origin.y, y - b * origin.x - d * origin.y],
    orientation: vertical ? 'vertical' : 'horizontal',
    antiAlias: 'smooth',
    ...{ left: 0, top: 0, right: box?.width ?? 0, bottom: box?.height ?? 0 },
    shapeType: box ? 'box' : 'point',
    ...(box ? { boxBounds: [0, 0, box.width, box.height] } : { pointBase: [0, 0] }),
    style: {
      font: { name: postScriptName(font.family, font.style), script: 0, type: 0, synthetic: 0 },
      fontSize: size,
      autoLeading: false,
      leading: leading * size,
      tracking,
      ligatures: tracking === 0,
      fillColor: { r: channel(1), g: channel(3), b: channel(5) },
    },
    paragraphStyle: { justification: justifications[align] },
  }
}

const postScriptName = (family: string, style: string) =>
  [family, style]
    .map((name) => name.replace(/\s/g, ''))
    .filter(Boolean)
    .join('-')

/**
 * The text of a layer as it can be edited here; null where this would set it otherwise than it is there: in several styles,
 * turned, sheared or warped. Its pixels are those that it was saved with, at `left` and `top`.
 */
export function fromPsdText(layer: PsdLayer, { left, top }: LayerPixels): TextPart | null {
  const { text } = layer
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = text?.transform ?? []
  if (!text || b !== 0 || c !== 0 || a <= 0 || Math.abs(a - d) > 1e-6 * a) return null
  if (isWarped(text) || (text.styleRuns?.length ?? 0) > 1) return null
  const settings = settingsOf(text, a)
  if (!settings) return null
  const [baseX = 0, baseY = 0] = text.shapeType === 'box' ? (text.boxBounds ?? []) : (text.pointBase ?? [])
  return {
    text: settings,
    outline: null,
    origin: { x: left - (x + a * baseX), y: top - (y + a * baseY) },
    transform: { x: left, y: top, scaleX: 1, scaleY: 1, rotation: 0 },
  }
}

const isWarped = ({ warp }: LayerTextData) => warp?.style !== undefined && warp.style !== 'none'

/** @param scale that of the layer, which becomes that of the font */
function settingsOf(text: LayerTextData, scale: number): TextSettings | null {
  const style = { ...text.style, ...text.styleRuns?.[0]?.style }
  const paragraph = { ...text.paragraphStyle, ...text.paragraphStyleRuns?.[0]?.style }
  const { font, fontSize = 12, autoLeading = true, leading = 0, tracking = 0, fillColor } = style
  const color = fillColor && 'r' in fillColor && 'b' in fillColor ? fillColor : { r: 0, g: 0, b: 0 }
  if (!font || fontSize * scale < 1 || fontSize * scale > 4000 || text.text.length > 20_000) return null
  const [family = font.name, kind = ''] = font.name.split('-')
  const [left = 0, top = 0, right = 0, bottom = 0] = text.boxBounds ?? []
  const box = { width: (right - left) * scale, height: (bottom - top) * scale }
  const ems = autoLeading || leading <= 0 ? (paragraph.autoLeading ?? 1.2) : leading / fontSize
  return {
    // Photoshop breaks lines within a paragraph by the end of text.
    content: text.text.replaceAll('\u0003', '\n'),
    font: { family, style: kind || 'Regular' },
    size: fontSize * scale,
    leading: Math.min(10, Math.max(0.2, ems)),
    tracking: Math.min(2000, Math.max(-500, tracking)),
    align: alignOf(paragraph.justification),
    color: `#${[color.r, color.g, color.b].map(byte).join('')}`,
    vertical: text.orientation === 'vertical',
    box: text.shapeType === 'box' && box.width >= 1 && box.height >= 1 ? box : null,
  }
}

const byte = (value: number) =>
  Math.round(Math.min(255, Math.max(0, value)))
    .toString(16)
    .padStart(2, '0')

function alignOf(justification: string | undefined): TextSettings['align'] {
  if (justification?.startsWith('justify')) return 'justify'
  return justification === 'right' ? 'end' : justification === 'center' ? 'center' : 'start'
}
