/** A PDF document of pdfkit's, as far as pages of outlines need it. */
type Document = InstanceType<typeof import('pdfkit')>

/**
 * Writes a PDF file.
 *
 * @param page in points
 * @param draw adds the pages and draws them
 */
export async function pdfOf(
  title: string,
  page: { width: number; height: number },
  draw: (document: Document) => void,
): Promise<Uint8Array> {
  // An engine that writes no PDF does without its 2 MB.
  const { default: PDFDocument } = await import('pdfkit')
  const document = new PDFDocument({ autoFirstPage: false, size: [page.width, page.height], margin: 0 })
  document.info.Title = title
  document.info.Creator = 'Ganvas'
  const chunks: Uint8Array[] = []
  const ended = new Promise<void>((resolve, reject) => {
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    document.on('end', resolve)
    document.on('error', reject)
  })
  draw(document)
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}
