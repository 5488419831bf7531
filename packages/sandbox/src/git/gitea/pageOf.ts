/** The asked page of a list: at most 50 items, 30 when no number is asked for. */
export function pageOf<T>(all: readonly T[], query: URLSearchParams): T[] {
  const size = Math.min(Number(query.get('limit') ?? 30), 50);
  const page = Number(query.get('page') ?? 1);
  return all.slice((page - 1) * size, page * size);
}
