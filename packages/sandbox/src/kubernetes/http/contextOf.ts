import { IncomingMessage, ServerResponse } from 'node:http';
import { RequestContext } from '../api/RequestContext';
import { dryRunOf, fieldValidationOf } from './requestOptions';
import type { ResourceRequest } from './ResourceRequest';

/** The warnings of an answer without duplicates, in the form of RFC 9111 without a date. */
function warningHeaders(response: ServerResponse) {
  const said: string[] = [];
  return (message: string) => {
    const header = `299 - ${JSON.stringify(message)}`;
    if (said.includes(header) || response.headersSent) {
      return;
    }
    said.push(header);
    response.setHeader('warning', said);
  };
}

/** Who asks, and how: what a write needs to know besides the object. */
export function contextOf(
  request: IncomingMessage,
  response: ServerResponse,
  { query, user, verb, annotate }: ResourceRequest,
): RequestContext {
  const agent = String(request.headers['user-agent'] ?? 'unknown');
  return {
    user,
    manager: query.get('fieldManager') || agent.split('/')[0] || 'unknown',
    fieldManager: query.get('fieldManager') || undefined,
    // A delete has its own options.
    dryRun: !verb.startsWith('delete') && dryRunOf(query, verb),
    fieldValidation: fieldValidationOf(query, verb),
    warn: warningHeaders(response),
    annotate,
  };
}
