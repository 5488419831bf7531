import { HostedRequest, Refusal } from './HostedRepository';

/** A text of a request's body. */
export function textOf(body: Record<string, unknown>, key: string): string {
  const value = body[key];
  if (typeof value !== 'string') {
    throw new Refusal(422, `Invalid request.\n\n"${key}" wasn't supplied.`);
  }
  return value;
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

/** The refusal of something that is not there, or that the caller may not see. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Refusal(404, 'Not Found');
  }
  return value;
}

/** The state that a request shall have; undefined when the body says none, or none that there is. */
export function stateOf(
  body: Record<string, unknown>,
): HostedRequest['state'] | undefined {
  return body.state === 'open' || body.state === 'closed'
    ? body.state
    : undefined;
}
