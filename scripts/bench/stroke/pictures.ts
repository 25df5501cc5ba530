import sharp from 'sharp'

/** A PNG of smooth colours that covers everything. */
export function backgroundPng(width: number, height: number): Promise<Buffer> {
  return png(
    width,
    height,
    `<linearGradient id="g" x2="1" y2="1"><stop stop-color="#d9a066"/><stop offset="1" stop-color="#348"/></linearGradient>
     <rect width="100%" height="100%" fill="url(#g)"/>`,
  )
}

/** A PNG of the same size with translucent shapes on nothing. */
export function shapesPng(width: number, height: number): Promise<Buffer> {
  const shapes = Array.from(
    { length: 12 },
    (_, i) =>
      `<ellipse cx="${8 * i}%" cy="${20 + ((i * 37) % 60)}%" rx="16%" ry="22%" fill="hsl(${i * 47},60%,55%)" opacity="0.3"/>`,
  )
  return png(width, height, shapes.join(''))
}

function png(width: number, height: number, content: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`
  return sharp(Buffer.from(svg)).png({ compressionLevel: 6 }).toBuffer()
}
