import { useState } from 'react'
import { toolSettings } from '../../canvas/index.ts'
import { newSession } from '../../document/index.ts'
import { t as translate, useT } from '../../i18n/index.ts'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FormDialog } from '../dialogs/FormDialog.tsx'
import { showDialog } from '../dialogs/host.tsx'
import { isTooLarge, type Size, SizeFields } from '../dialogs/SizeFields.tsx'
import { showSession } from '../opened.ts'
import { layoutPart, rememberLayout } from '../settings.ts'

const presets = {
  fullHd: [1920, 1080],
  ultraHd: [3840, 2160],
  square: [1080, 1080],
  portrait: [1080, 1920],
  a4: [2480, 3508],
  photo: [3600, 2400],
} as const
type Preset = keyof typeof presets

const backgrounds = ['white', 'black', 'transparent', 'background'] as const
type Background = (typeof backgrounds)[number]

interface NewOptions extends Size {
  name: string
  background: Background
}

/** Asks for a size and opens an empty document. */
export async function newDocument(): Promise<void> {
  const options = await showDialog<NewOptions | null>((answer) => <NewDialog onAnswer={answer} />)
  if (!options) return
  const { name, width, height, background } = options
  const color = background === 'background' ? toolSettings.getState().background : background
  showSession(
    newSession(name, width, height, {
      color: color === 'transparent' ? null : color,
      layerName: translate('document:names.background'),
    }),
    { arrival: 'new' },
  )
  rememberLayout('newSize', { width, height, background })
}

function NewDialog({ onAnswer }: { onAnswer(options: NewOptions | null): void }) {
  const t = useT()
  const [options, setOptions] = useState<NewOptions>(() => ({
    name: t('document:names.untitled'),
    width: 1920,
    height: 1080,
    background: 'white',
    ...layoutPart<Partial<NewOptions>>('newSize', {}),
  }))
  const { name, width, height, background } = options
  const change = (part: Partial<NewOptions>) => setOptions((old) => ({ ...old, ...part }))
  const preset =
    (Object.keys(presets) as Preset[]).find(
      (key) => presets[key][0] === width && presets[key][1] === height,
    ) ?? 'custom'
  return (
    <FormDialog
      title={t('app:new.title')}
      width={400}
      submit={t('app:new.create')}
      disabled={isTooLarge(options)}
      onCancel={() => onAnswer(null)}
      onSubmit={() => onAnswer({ ...options, name: name.trim() || t('document:names.untitled') })}
    >
      <TextField
        label={t('app:new.name')}
        value={name}
        maxLength={200}
        onChange={(next) => change({ name: next })}
      />
      <Select<Preset | 'custom'>
        label={t('app:new.preset')}
        wide
        value={preset}
        onChange={(key) => key !== 'custom' && change({ width: presets[key][0], height: presets[key][1] })}
        groups={[
          [{ value: 'custom', label: t('app:new.presets.custom') }],
          (Object.keys(presets) as Preset[]).map((key) => ({
            value: key,
            label: `${t(`app:new.presets.${key}`)} · ${presets[key].join(' × ')}`,
          })),
        ]}
      />
      <SizeFields size={options} onChange={change} />
      <Select
        label={t('app:new.background')}
        wide
        value={background}
        onChange={(next) => change({ background: next })}
        groups={[backgrounds.map((value) => ({ value, label: t(`app:new.backgrounds.${value}`) }))]}
      />
    </FormDialog>
  )
}
