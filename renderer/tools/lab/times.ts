import { formatNumber, t } from '../../i18n/index.ts'

/** `1 h 20 min`, `12 min`, `40 s`. */
export function showTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const number = (value: number) => formatNumber(value)
  if (whole < 60) return t('lab:time.seconds', { seconds: number(whole) })
  const minutes = Math.round(whole / 60)
  if (minutes < 60) return t('lab:time.minutes', { minutes: number(minutes) })
  return t('lab:time.hours', { hours: number(Math.floor(minutes / 60)), minutes: number(minutes % 60) })
}
