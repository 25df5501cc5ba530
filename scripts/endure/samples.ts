import { readFile } from 'node:fs/promises'
import { encode as encodeBmp } from 'bmp-ts'
import sharp, { type Sharp } from 'sharp'
import type { Client } from '../../electron/contract/client.ts'
import type { EngineContract } from '../../electron/contract/engine.ts'
import { packProject } from '../../electron/engine/project/save.ts'
import * as op from '../../electron/graph/builder.ts'
import { writeOnnx } from '../../electron/graph/onnx/write.ts'
import { newGraph } from '../../electron/graph/operators/index.ts'
import { gradient, noise, smallDocument } from '../../electron/imaging/codecs/codecs.fixture.ts'
import { encodePsd } from '../../electron/imaging/codecs/psd/write.ts'
import { woffOf } from '../../electron/tools/font/file/files.fixture.ts'
import { smallDesign } from '../../electron/tools/font/write/design.fixture.ts'
import { packWoff2, writeOpenType, writeTrueType } from '../../electron/tools/font/write/writeFont.ts'

type Engine = Client<EngineContract>

/** A kind of file that people hand to the studio: sound ones, by file name, and how the studio opens one. */
export interface Kind {
  samples(): Promise<Record<string, Uint8Array>>
  open(engine: Engine, path: string): Promise<unknown>
}

const openFile: Kind['open'] = (engine, path) => engine.call('files.open', { source: { path } })

/** Every kind of file that is read. A reader that is added later is added here. */
export const kinds: Readonly<Record<string, Kind>> = {
  picture: { samples: pictures, open: openFile },
  mask: {
    samples: async () => ({ 'mask.png': await png(sharp(rgb).toColourspace('b-w')) }),
    open: (engine, path) => engine.call('files.openMask', { source: { path } }),
  },
  layers: { samples: layers, open: openFile },
  project: { samples: projects, open: openFile },
  model: {
    samples: models,
    async open(engine, path) {
      const { session } = await engine.call('models.inspect', { source: { path } })
      await engine.call('models.closeImport', { session })
    },
  },
  font: {
    samples: fonts,
    open: (engine, path) =>
      engine.call('font.make', {
        source: { path },
        characters: { text: 'Ao一' },
        names: { family: 'Made Of It' },
        format: 'otf',
        target: { path: `${path}.made.otf`, overwrite: true },
      }),
  },
}

const { data, width, height } = noise(40, 30, 4)
const rgba = await png(sharp(data, { raw: { width, height, channels: 4 } }))
const rgb = await png(sharp(rgba).removeAlpha())

function png(picture: Sharp): Promise<Buffer> {
  return picture.png().toBuffer()
}

async function pictures(): Promise<Record<string, Uint8Array>> {
  const opaque = () => sharp(rgb)
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" viewBox="0 0 80 60"><defs><linearGradient id="g">' +
    '<stop offset="0" stop-color="#f00"/><stop offset="1"/></linearGradient></defs><circle cx="30" cy="20" r="15" ' +
    'fill="url(#g)"/><path d="M0 0 L40 30 C1 2 3 4 50 60"/><text x="5" y="50" font-size="12">Text</text></svg>'
  return {
    'rgba.png': rgba,
    'rgb16.png': await png(opaque().toColourspace('rgb16')),
    'palette.png': await opaque().png({ palette: true, colours: 16 }).toBuffer(),
    'interlaced.png': await sharp(rgba).png({ progressive: true }).toBuffer(),
    'profile.png': await png(opaque().withIccProfile('p3')),
    'plain.jpg': await opaque().jpeg().toBuffer(),
    'progressive.jpg': await opaque().withMetadata({ orientation: 6 }).jpeg({ progressive: true }).toBuffer(),
    'cmyk.jpg': await opaque().toColourspace('cmyk').jpeg().toBuffer(),
    'lossy.webp': await sharp(rgba).webp().toBuffer(),
    'lossless.webp': await sharp(rgba).webp({ lossless: true }).toBuffer(),
    'animation.gif': await sharp([rgb, rgb], { join: { animated: true } })
      .gif()
      .toBuffer(),
    'picture.avif': await opaque().avif({ effort: 0 }).toBuffer(),
    'plain.tif': await sharp(rgba).tiff({ compression: 'none' }).toBuffer(),
    'lzw.tif': await opaque().tiff({ compression: 'lzw', predictor: 'horizontal' }).toBuffer(),
    'tiled.tif': await opaque()
      .tiff({ tile: true, tileWidth: 16, tileHeight: 16, compression: 'deflate' })
      .toBuffer(),
    'jpeg.tif': await opaque().tiff({ compression: 'jpeg' }).toBuffer(),
    'rgb16.tif': await opaque().toColourspace('rgb16').tiff().toBuffer(),
    'plain.bmp': encodeBmp({ data: Buffer.from(data), width, height }).data,
    'drawing.svg': Buffer.from(svg),
  }
}

async function layers(): Promise<Record<string, Uint8Array>> {
  const { document, rasters, composite } = smallDocument()
  const { parts } = await encodePsd({ document, rasters }, composite)
  return { 'layers.psd': Buffer.concat(parts) }
}

async function projects(): Promise<Record<string, Uint8Array>> {
  const { document, rasters, composite } = smallDocument()
  return { 'project.ganvas': await packProject(document, rasters, composite) }
}

async function fonts(): Promise<Record<string, Uint8Array>> {
  const design = smallDesign()
  const trueType = writeTrueType(design)
  return {
    'small.ttf': trueType,
    'small.otf': writeOpenType(design),
    'small.woff': woffOf(trueType),
    'small.woff2': await packWoff2(trueType),
  }
}

async function models(): Promise<Record<string, Uint8Array>> {
  const graph = newGraph()
  const x = graph.input('x', 'float32', [1, 3, 16, 16])
  const weight = op.constant(
    x,
    [3, 3, 3, 3],
    [...gradient(9, 9).data].slice(0, 81).map((value) => value / 255),
  )
  graph.output('y', op.tanh(op.conv(x, weight, undefined, { pads: [1, 1, 1, 1] })))
  return {
    'small.onnx': writeOnnx(graph).model,
    'bundled.onnx': await readFile('models/style-photo-monet-128/generator.onnx'),
  }
}
