import { expect, test } from 'vitest'
import type { LayerId, TextLayer, TextSettings } from '../../../electron/contract/document/index.ts'
import { beginStroke } from '../brush/index.ts'
import { composite } from '../composite.ts'
import { textMatrix } from '../outlinedText.ts'
import { clearContents } from '../selection/contents.ts'
import type { DocumentSession } from '../session.ts'
import { hardBrush } from '../testing/brushes.fixture.ts'
import { pixelAt, plain, sessionOf } from '../testing/sessions.fixture.ts'
import { transformPoint } from '../transform.ts'
import { setImageSize } from './index.ts'
import { addTextLayer, rasterizeTexts, setText } from './texts.ts'
import { setTransform } from './transform.ts'

const settings: TextSettings = {
  content: 'Kerning  and\nink',
  font: { family: 'Some Serif', style: 'Regular' },
  size: 10,
  leading: 1.2,
  tracking: 0,
  align: 'start',
  color: '#ff0000',
  vertical: false,
  box: null,
}

/** Ink that is a rectangle on the baseline. */
const ink = (width: number, height: number) => ({
  outline: `M0 ${-height}L${width} ${-height}L${width} 0L0 0Z`,
  ink: { x: 0, y: -height, width, height },
})

function written() {
  const { session } = sessionOf(40, 30, [plain(40, 30, [255, 255, 255, 255])])
  const id = session.edit({ key: 'document:history.addText' }, (gesture) =>
    addTextLayer(session, gesture, settings, ink(6, 4), { x: 10, y: 20 }, 'Text'),
  )
  return { session, id, layer: () => session.data.layers[id] as TextLayer }
}

const red = (session: DocumentSession, x: number, y: number) =>
  pixelAt(composite(session), x, y)[1] === 0 && pixelAt(composite(session), x, y)[0] === 255

/** The corners of what is red, as its first column, first row, and what comes after its last ones. */
function extent(session: DocumentSession): number[] {
  const picture = composite(session)
  const found: [number, number][] = []
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) if (pixelAt(picture, x, y)[1] === 0) found.push([x, y])
  const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1]
}

test('a text stands with its origin where it was begun, and is called by its first words', () => {
  const { session, layer } = written()
  expect(extent(session)).toEqual([10, 16, 16, 20])
  expect(layer().name).toBe('Kerning and ink')
})

test('a text that is scaled is drawn from its outline, not from its pixels', () => {
  const { session, id, layer } = written()
  setTransform(session, id, { ...layer().transform, x: 4, y: 5, scaleX: 3, scaleY: 2 })
  // Pixels that were smoothed or doubled would have lost the exact border.
  const { e, f } = textMatrix(layer())
  expect(extent(session)).toEqual([Math.round(e), Math.round(f - 8), Math.round(e + 18), Math.round(f)])
})

test('a text that is set anew keeps its origin, its scale and its turn; one step takes it back', () => {
  const { session, id, layer } = written()
  setTransform(session, id, { x: 12, y: 3, scaleX: 2, scaleY: 2, rotation: 90 })
  const before = transformPoint(textMatrix(layer()), { x: 0, y: 0 })
  const steps = session.store.getState().historyPosition
  const gesture = session.begin({ key: 'document:history.editText' })
  for (const width of [7, 8, 9])
    setText(session, gesture, id, { ...settings, content: `${width}` }, ink(width, 4))
  gesture.commit()
  const after = transformPoint(textMatrix(layer()), { x: 0, y: 0 })
  expect(after.x).toBeCloseTo(before.x, 9)
  expect(after.y).toBeCloseTo(before.y, 9)
  expect(layer().transform).toMatchObject({ scaleX: 2, scaleY: 2, rotation: 90 })
  expect(layer().name).toBe('9')
  expect(session.store.getState().historyPosition).toBe(steps + 1)
  // Of what was typed on the way nothing is kept: the picture below, the text before and the text now.
  expect(session.rasters.ids()).toHaveLength(3)
  session.undo()
  expect(layer()).toMatchObject({ name: 'Kerning and ink', text: settings })
  expect(session.rasters.has(layer().raster)).toBe(true)
})

test('a layer that was named by hand keeps its name', () => {
  const { session, id, layer } = written()
  session.change({ key: 'document:history.rename' }, (draft) => {
    draft.layers[id]!.name = 'Title'
  })
  session.edit({ key: 'document:history.editText' }, (gesture) =>
    setText(session, gesture, id, { ...settings, content: 'Other' }, ink(3, 3)),
  )
  expect(layer().name).toBe('Title')
})

test('rasterised, a text is pixels as large as it is seen, and can be painted on', () => {
  const { session, id, layer } = written()
  setTransform(session, id, { ...layer().transform, scaleX: 2, scaleY: 2 })
  const before = extent(session)
  rasterizeTexts(session, [id])
  expect(session.data.layers[id]!.kind).toBe('paint')
  expect(session.data.layers[id]).not.toHaveProperty('outline')
  expect(extent(session)).toEqual(before)
  clearContents(session, [id])
  expect(red(session, 11, 17)).toBe(false)
})

test.each<[string, (session: DocumentSession, id: LayerId) => void]>([
  ['cleared', (session, id) => clearContents(session, [id])],
  [
    'painted on',
    (session, id) =>
      void beginStroke(session, id, {
        brush: hardBrush(4),
        color: { r: 0, g: 0, b: 0 },
        erase: false,
      }),
  ],
])('a text is not %s: it says how to make pixels of it', (_, work) => {
  const { session, id } = written()
  expect(() => work(session, id)).toThrow(/Rasterise/)
  expect(extent(session)).toEqual([10, 16, 16, 20])
})

test('a turned text that would shear becomes pixels', () => {
  const { session, id, layer } = written()
  setTransform(session, id, { ...layer().transform, rotation: 30 })
  setImageSize(session, 80, 30)
  expect(session.data.layers[id]!.kind).toBe('paint')
})
