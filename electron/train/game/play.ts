import { defect } from '../../contract/errors.ts'
import { pictureGrid } from '../shown/grid.ts'
import type { Game, Turn } from './game.ts'
import { GameTable, named } from './table.ts'
import type { Table, Thing } from './thing.ts'
import type { Results, Training } from './training.ts'

/**
 * Makes a training of a game.
 *
 * @throws invalid-input for a name that the game does not have, and for a move of a player that is never trained
 */
export function play(game: Game): Training {
  check(game)
  const { players, things, turns, order, products, shown, judges = [], gathers } = game
  const onShown = judges.filter(({ rows, batches }) => rows === undefined && batches === undefined)
  const seen = [...new Set([...shown.things, ...onShown.flatMap(({ sees }) => sees)])]
  const shownAlone = (results: Results) => new Map(shown.things.map((name) => [name, results.get(name)!]))
  const { picture = (results: Results) => pictureGrid([...results.values()]) } = shown
  const whole = wholeOf(game)
  return {
    phases: Object.fromEntries(
      Object.entries(turns).map(([name, turn]) => [
        name,
        (step, rows) => take(game, turn, new GameTable(game, step, rows)),
      ]),
    ),
    plan: order,
    products: Object.fromEntries(
      Object.entries(products).map(([name, { player, ...product }]) => {
        const { net, average } = players[player]!
        return [name, { ...product, net, group: player, averaged: average !== undefined }]
      }),
    ),
    ...(whole && { whole }),
    ...(gathers && {
      recalibrate: (step, rows) => {
        const table = new GameTable(game, step, rows, 'gathering')
        for (const name of gathers) things[name]!.make(table)
      },
    }),
    ...(shown.rows !== undefined && { viewRows: shown.rows }),
    view: (step, rows) => {
      const table = new GameTable(game, step, rows, 'evaluating')
      for (const name of seen) step.result(name, table.thing(name))
    },
    picture: (results) => picture(shownAlone(results)),
    figures: (results) => Object.assign({}, ...onShown.map(({ figures }) => figures(results))),
    judges: judges
      .filter((judge) => !onShown.includes(judge))
      .map(({ sees, rows = shown.rows ?? 8, batches = 1, figures }) => ({
        rows,
        batches,
        figures,
        view: (step, count) => {
          const table = new GameTable(game, step, count, 'evaluating')
          for (const name of sees) step.result(name, table.thing(name))
        },
      })),
    ...(game.selectedBy && { selectedBy: game.selectedBy }),
    ...(game.adapted && { adapted: game.adapted }),
    ...(game.given && { given: game.given }),
    ...(game.ready && { ready: game.ready }),
  }
}

function take({ players }: Game, turn: Turn, table: Table): void {
  const { step } = table
  const losses = turn.map(({ loss }) => loss.make(table))
  for (const [index, move] of turn.entries())
    for (const name of move.players) {
      const { update, average } = players[name]!
      step.minimise(name, losses[index]!, { ...update!, ...(move.only && { only: move.only }) })
      if (average !== undefined) step.average(name, average)
    }
}

/** @throws invalid-input, as {@link play} */
function check(game: Game): void {
  const { players, things, turns, products, shown, judges = [], gathers = [] } = game
  const parts: Thing[] = [
    ...Object.values(things),
    ...Object.values(turns).flatMap((turn) => turn.map(({ loss }) => loss)),
  ]
  for (const part of parts) {
    for (const name of part.players) named(players, 'player', name)
    for (const name of part.things) named(things, 'thing', name)
  }
  for (const name of [...shown.things, ...gathers, ...judges.flatMap(({ sees }) => sees)])
    named(things, 'thing', name)
  for (const { player } of Object.values(products)) named(players, 'player', player)
  for (const [turn, moves] of Object.entries(turns))
    for (const name of moves.flatMap((move) => move.players))
      if (!named(players, 'player', name).update)
        throw defect(
          'invalid-input',
          `The turn '${turn}' would train '${name}', which is never trained. Give it an update, or take it out of the turn.`,
          { turn, player: name },
        )
  for (const name of game.order(0).flat()) named(turns, 'turn', name)
}

/** What of the game looks at a whole batch, the things that its terms are made from included. */
function wholeOf({ things, turns }: Game): string | undefined {
  const visited = new Set<string>()
  const find = (thing: Thing): string | undefined => {
    if (thing.whole) return thing.whole
    for (const name of thing.things) {
      if (visited.has(name)) continue
      visited.add(name)
      const found = find(things[name]!)
      if (found) return found
    }
    return undefined
  }
  for (const move of Object.values(turns).flat()) {
    const found = find(move.loss)
    if (found) return found
  }
  return undefined
}
