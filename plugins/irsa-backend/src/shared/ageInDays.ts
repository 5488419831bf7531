const DAY_MS = 86_400_000;

/** Whole days since a time; `undefined` without a time. */
export function ageInDays(createdAt: string | undefined): number | undefined {
  const created = Date.parse(createdAt ?? '');
  return Number.isNaN(created)
    ? undefined
    : Math.max(0, Math.floor((Date.now() - created) / DAY_MS));
}
