import { useState } from 'react'
import { formatNumber, useT } from '../../../i18n/index.ts'
import { Select } from '../../../ui/Select.tsx'
import { FontFileDialog } from '../source/FontFileDialog.tsx'
import { fontState, shownScript } from '../state.ts'
import { addSecondFont } from './learn.ts'

const COUNTS = ['30', '60', '120']

/** Which font the style is learned from, and how many of its glyphs. */
export function SecondFontDialog({ work, onDone }: { work: string; onDone(): void }) {
  const t = useT()
  const [count, setCount] = useState('30')
  return (
    <FontFileDialog
      title={t('font:learn.secondTitle')}
      about={t('font:learn.secondAbout')}
      onChoose={async (file, face) => {
        await addSecondFont(work, {
          script: shownScript(fontState.getState()),
          file,
          face,
          count: Number(count),
        })
        onDone()
      }}
      onClose={onDone}
    >
      <Select
        label={t('font:learn.count')}
        value={count}
        onChange={setCount}
        groups={[COUNTS.map((value) => ({ value, label: formatNumber(Number(value)) }))]}
      />
    </FontFileDialog>
  )
}
