import { Readiness } from 'backstage-plugin-irsa-common';

/** What is known of a source that was not read. @param reason - in words, for people */
export function sourceNotRead(reason: string): Readiness {
  return {
    verdict: 'unknown',
    reason,
    findings: [],
    sdks: [],
    filesRead: 0,
    asOf: new Date().toISOString(),
  };
}
