/** Figures as people read them, the same on every machine: no Intl, no locale. */

/** `12345` → `12,345`. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `0.1234` → `12.3%`; a share that is not zero never reads as zero, and one below a whole never as a whole. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0 && share < 0.0005) return '<0.1%';
  if (share < 1 && share > 0.9995) return '>99.9%';
  return `${(share * 100).toFixed(1)}%`;
}

/** At most `digits` decimals, without trailing zeros. */
export function decimal(value: number, digits = 2): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(digits))) : '–';
}
