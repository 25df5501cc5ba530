import { GanvasError } from '../../contract/errors.ts'
import { text } from '../../contract/text.ts'
import type { FileNode } from './protobuf.ts'

/**
 * Nodes in an order in which each follows what it uses. A file in order stays as it is.
 *
 * @param given names of inputs and initialisers
 * @throws unreadable-file naming the nodes of a cycle, or the node and the value that no node makes
 */
export function inOrder(nodes: readonly FileNode[], given: Iterable<string>, file: string): FileNode[] {
  const made = new Set<string>(['', ...given])
  const makers = new Map(
    nodes.flatMap((node) => node.outputs.filter(Boolean).map((name) => [name, node] as const)),
  )
  const waiting = new Set<FileNode>()
  const placed = new Set<FileNode>()
  for (const node of nodes) if (!placed.has(node)) place(node)
  return [...placed]

  /** Places what a node needs before it. Its own stack, because a chain may be longer than the call stack is deep. */
  function place(target: FileNode): void {
    const stack = [target]
    while (stack.length > 0) {
      const node = stack.at(-1)!
      const missing = [...node.inputs, ...node.captured].find((name) => !made.has(name))
      if (missing === undefined) {
        stack.pop()
        waiting.delete(node)
        placed.add(node)
        for (const name of node.outputs) made.add(name)
        continue
      }
      const maker = makers.get(missing)
      if (!maker)
        throw new GanvasError(
          'unreadable-file',
          text('onnx.valueMissing', { node: titleOf(node), file, value: missing }),
          { value: missing },
        )
      waiting.add(node)
      if (waiting.has(maker))
        throw new GanvasError(
          'unreadable-file',
          text('onnx.cycle', { file, nodes: stack.slice(stack.indexOf(maker)).map(titleOf).join(', ') }),
          { nodes: stack.slice(stack.indexOf(maker)).map(({ name }) => name) },
        )
      stack.push(maker)
    }
  }
}

const titleOf = ({ operator, name, outputs }: FileNode): string => `${operator} '${name || outputs[0]}'`
