/** A glyph as it lies in its em, with a margin, from the path of its outline: in the colour of text. */
export function PathPicture({ path, faint = false }: { path: string; faint?: boolean }) {
  return (
    <svg className="learn-glyph" viewBox="-62.5 -942.5 1125 1125" data-faint={faint || undefined} aria-hidden>
      <path d={path} transform="scale(1 -1)" />
    </svg>
  )
}
