import type { ModelManifest } from '../../contract/model/manifest.ts'
import type { Comparison } from '../../contract/procedures/comparison.ts'
import type { ImportReport, ImportSetting, ImportSettings } from '../../contract/procedures/imports.ts'
import { inEnglish } from '../../contract/text.ts'

/** `CARD.md` of an imported model: where it came from, and how pictures go into it. */
export function importCard(
  { id, title, parameters, licence, translation }: ModelManifest,
  report: Omit<ImportReport, 'session'>,
  settings: ImportSettings,
  { said }: Comparison,
): string {
  const rows = (Object.keys(report.reasons) as ImportSetting[]).map((name) => {
    const proposed = JSON.stringify(report.proposal[name])
    const chosen = JSON.stringify(settings[name])
    const why =
      chosen === proposed ? inEnglish(report.reasons[name]!) : `Corrected; ${proposed} was proposed.`
    return `| ${name} | \`${chosen}\` | ${why} |`
  })
  const tensors = (list: ImportReport['inputs']) =>
    list
      .map(({ name, dtype, dims }) => `\`${name}\` ${dtype} [${dims.map((d) => d ?? '?').join(', ')}]`)
      .join(', ')
  const warnings = report.warnings.map(({ text }) => `- ${inEnglish(text)}`)
  return `# ${id}

${title.en}. Imported from \`${report.name}\`; ${parameters.toLocaleString('en')} parameters, kind "${translation?.kind}".

| | |
|---|---|
| file | \`${report.name}\`, ${report.bytes.toLocaleString('en')} bytes, ONNX opset ${report.opset} |
| SHA-256 of the file | \`${report.sha256}\` |
| inputs | ${tensors(report.inputs)} |
| outputs | ${tensors(report.outputs)} |
| licence of the weights | ${licence.weights} |
| licence of the pictures it learned from | ${licence.data} |

How it was trained is not known. The settings below are built into \`generator.onnx\`, which takes and gives RGB from -1 to 1
(or lightness, and chroma) by plane. ${inEnglish(said)}

| setting | value | why |
|---|---|---|
${rows.join('\n')}
${warnings.length > 0 ? `\n${warnings.join('\n')}\n` : ''}`
}
