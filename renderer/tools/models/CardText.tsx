import { lexer, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode, useEffect, useState } from 'react'
import type { Pixels } from '../../../electron/contract/pixels.ts'
import { engine } from '../../app/connection.ts'
import { reasonOf } from '../../app/failures.ts'
import { PixelsView } from '../../app/PixelsView.tsx'
import { useT } from '../../i18n/index.ts'
import './card.css'

/**
 * A card's Markdown as text with pictures from the model's own folder. What it is made of are elements of the page, never its
 * own: HTML in it is shown as it is written, and links lead nowhere but say where to on the web.
 */
export function CardText({ model, markdown }: { model: string; markdown: string }) {
  return <article className="card">{blocks(lexer(markdown), model)}</article>
}

/** One after the other, by their numbers: a card does not change while it is read. */
function each<T>(items: readonly T[], show: (item: T) => ReactNode): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above.
  return items.map((item, k) => <Fragment key={k}>{show(item)}</Fragment>)
}

const blocks = (tokens: readonly Token[], model: string): ReactNode =>
  each(tokens, (token) => block(token, model))

/** Headings of a card stand below the title of the dialog. */
const headings = ['h3', 'h3', 'h4', 'h5', 'h6', 'h6'] as const

function block(token: Token, model: string): ReactNode {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      const Heading = headings[depth - 1] ?? 'h6'
      return <Heading>{inline(tokens, model)}</Heading>
    }
    case 'paragraph':
      return <p>{inline((token as Tokens.Paragraph).tokens, model)}</p>
    case 'list': {
      const { ordered, items, start } = token as Tokens.List
      const children = each(items, (item) => <li>{blocks(item.tokens, model)}</li>)
      return ordered ? <ol start={start === '' ? 1 : start}>{children}</ol> : <ul>{children}</ul>
    }
    case 'blockquote':
      return <blockquote>{blocks((token as Tokens.Blockquote).tokens, model)}</blockquote>
    case 'code':
      return <pre>{(token as Tokens.Code).text}</pre>
    case 'hr':
      return <hr />
    case 'table':
      return <Table table={token as Tokens.Table} model={model} />
    case 'space':
      return null
    case 'text':
      return inline((token as Tokens.Text).tokens ?? [token], model)
    default:
      return <p>{token.raw}</p>
  }
}

function Table({ table: { header, rows }, model }: { table: Tokens.Table; model: string }) {
  const named = header.some(({ text }) => text !== '')
  return (
    // A wide table scrolls by itself, and not the whole card.
    <div className="card__table">
      <table>
        {named && (
          <thead>
            <tr>
              {each(header, ({ tokens, align }) => (
                <th data-align={align}>{inline(tokens, model)}</th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {each(rows, (row) => (
            <tr>
              {each(row, ({ tokens, align }) => (
                <td data-align={align}>{inline(tokens, model)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const inline = (tokens: readonly Token[], model: string): ReactNode =>
  each(tokens, (token) => span(token, model))

function span(token: Token, model: string): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong>{inline((token as Tokens.Strong).tokens, model)}</strong>
    case 'em':
      return <em>{inline((token as Tokens.Em).tokens, model)}</em>
    case 'del':
      return <del>{inline((token as Tokens.Del).tokens, model)}</del>
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>
    case 'br':
      return <br />
    case 'link': {
      const { href, text, tokens } = token as Tokens.Link
      return (
        <>
          {inline(tokens, model)}
          {/^https?:/.test(href) && href !== text && <span className="card__address"> ({href})</span>}
        </>
      )
    }
    case 'image': {
      const { href, text } = token as Tokens.Image
      return <CardPicture model={model} name={href} about={text} />
    }
    case 'text':
      return (token as Tokens.Text).tokens ? inline((token as Tokens.Text).tokens!, model) : entities(token)
    case 'escape':
      return (token as Tokens.Escape).text
    default:
      return token.raw
  }
}

const named: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** The text of a token as it was meant. */
const entities = (token: Token): string =>
  (token as Tokens.Text).text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => named[entity]!)

/** A picture of the model's folder, no other; where it is not there, what it shows is said. */
function CardPicture({ model, name, about }: { model: string; name: string; about: string }) {
  const t = useT()
  const [picture, setPicture] = useState<Pixels | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    engine.call('models.cardPicture', { id: model, name }).then(
      (answer) => setPicture(answer.picture),
      (thrown) => setProblem(reasonOf(thrown)),
    )
  }, [model, name])
  return (
    <span className="card__picture">
      {picture && <PixelsView pixels={picture} label={about} />}
      <span className="card__caption">
        {about}
        {problem && ` ${t('models:card.noPicture', { reason: problem })}`}
      </span>
    </span>
  )
}
