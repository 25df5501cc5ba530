import { parseArgs } from 'node:util'
import type { NetworkReport } from '../contract/procedures/networks.ts'
import { type Command, UsageError } from './command.ts'
import { readDimensions } from './dimensions.ts'

export const models: Command = {
  summary: 'say what is inside a model',
  usage: `ganvas models check FILE.onnx [--size AXIS=N …]

Lists the inputs, outputs, weights and operators of an ONNX model, and what of it can be differentiated: a model that
can be is steered by brushes and fine-tuned. Axes without a fixed size get one by --size, such as --size batch=1.`,

  async run(args, { engine, print, signal }) {
    const { values, positionals } = parseArgs({
      args,
      options: { size: { type: 'string', multiple: true } },
      allowPositionals: true,
    })
    const [action, path, ...rest] = positionals
    if (action !== 'check')
      throw new UsageError(
        `${action ? `"models ${action}" is not known` : 'models does nothing by itself'}; there is: models check FILE`,
      )
    if (!path || rest.length > 0) throw new UsageError('models check takes one file')
    const dimensions = readDimensions(values.size)
    const report = await (await engine()).call('networks.check', { path, dimensions }, { signal })
    print(report, summarise(path, report))
    return 0
  },
}

function summarise(path: string, report: NetworkReport): string {
  const { inputs, outputs, parameters, operators, blocked, differentiable } = report
  const tensors = (list: NetworkReport['inputs']) =>
    list.map(({ name, dtype, shape }) => `${name} ${dtype} [${shape.join(', ')}]`).join(', ')
  return [
    path,
    `  inputs      ${tensors(inputs)}`,
    `  outputs     ${tensors(outputs)}`,
    `  weights     ${parameters.toLocaleString('en')}`,
    `  operators   ${operators.map(({ operator, count }) => `${operator} ${count}`).join(', ')}`,
    `  gradients   ${differentiable ? 'of every output by every input' : 'not of every output by every input'}`,
    ...blocked.map(({ node, operator, reason }) => `    ${operator} '${node}': ${reason}`),
  ].join('\n')
}
