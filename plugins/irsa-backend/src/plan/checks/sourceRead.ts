import { Readiness } from 'backstage-plugin-irsa-common';

/** Which source was read and when, for a sentence. */
export function sourceRead({ source, asOf }: Readiness): string {
  return `${source?.url ?? 'the source'}, read at ${asOf}`;
}

/** Sentences about places of a source, each once and no more than three. */
export function sentences(all: readonly string[]): string {
  return [...new Set(all)].slice(0, 3).join(' ');
}
