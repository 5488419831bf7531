import { ApiAnswer, ApiCall } from '../route';

/** One page of a list, with the link to the next one. */
export function pageAnswer(
  { origin, query }: ApiCall,
  all: readonly object[],
): ApiAnswer {
  const size = Math.min(Number(query.get('per_page') ?? 20), 100);
  const page = Number(query.get('page_token') ?? query.get('page') ?? 1);
  const next = new URLSearchParams(query);
  next.set('page_token', String(page + 1));
  return {
    status: 200,
    body: all.slice((page - 1) * size, page * size),
    ...(all.length > page * size && {
      headers: { link: `<${origin}/api/v4/next?${next}>; rel="next"` },
    }),
  };
}
