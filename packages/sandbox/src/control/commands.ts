import type { Sandbox } from '../sandbox';
import { FAULT_KINDS, FailureOptions } from '../kubernetes/http/Faults';

/** An invalid command. The message is for the sender. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

type Body = Record<string, unknown>;

function requireKnown(body: Body, known: string[]): void {
  const unknown = Object.keys(body).filter(key => !known.includes(key));
  if (unknown.length) {
    throw new CommandError(
      `unknown: ${unknown.join(', ')}; there are ${known.join(', ')}`,
    );
  }
}

function number(body: Body, key: string, minimum: number): number | undefined {
  const value = body[key];
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'number' || !(value >= minimum)) {
    throw new CommandError(`${key} must be a number from ${minimum} on`);
  }
  return value;
}

function text(body: Body, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || typeof value === 'string') {
    return value;
  }
  throw new CommandError(`${key} must be text`);
}

function flag(body: Body, key: string): boolean | undefined {
  const value = body[key];
  if (value === undefined || typeof value === 'boolean') {
    return value;
  }
  throw new CommandError(`${key} must be true or false`);
}

function failureOf(value: unknown): { count: number; options: FailureOptions } {
  if (typeof value !== 'object' || value === null) {
    throw new CommandError('failNext must be an object');
  }
  const body = value as Body;
  requireKnown(body, [
    'count',
    'kind',
    'code',
    'reason',
    'message',
    'bytes',
    'bytesPerSecond',
    'method',
    'path',
  ]);
  const kind = text(body, 'kind') ?? 'error';
  const known = FAULT_KINDS.find(each => each === kind);
  if (!known) {
    throw new CommandError(`kind must be one of ${FAULT_KINDS.join(', ')}`);
  }
  const method = text(body, 'method')?.toUpperCase();
  const path = text(body, 'path');
  return {
    count: number(body, 'count', 1) ?? 1,
    options: {
      kind: known,
      code: number(body, 'code', 400),
      reason: text(body, 'reason'),
      message: text(body, 'message'),
      bytes: number(body, 'bytes', 0),
      bytesPerSecond: number(body, 'bytesPerSecond', 1),
      matches: (asked, at) =>
        (!method || asked === method) && (!path || at.includes(path)),
    },
  };
}

/** `POST /faults`: sets the faults of one cluster from now on. */
export function setFaults(sandbox: Sandbox, body: Body): void {
  requireKnown(body, [
    'cluster',
    'clear',
    'latencyMs',
    'unauthorized',
    'webhookCacheDelayMs',
    'failNext',
    'dropConnections',
  ]);
  const name = text(body, 'cluster');
  const known = sandbox.clusters.map(cluster => cluster.name);
  if (!name || !known.includes(name)) {
    throw new CommandError(`cluster must be one of ${known.join(', ')}`);
  }
  const cluster = sandbox.cluster(name);
  const latency = number(body, 'latencyMs', 0);
  const delay = number(body, 'webhookCacheDelayMs', 0);
  const unauthorized = flag(body, 'unauthorized');
  const failure =
    body.failNext === undefined ? undefined : failureOf(body.failNext);
  const drop = flag(body, 'dropConnections');
  // Everything was validated before this line, so that a wrong command changes nothing.
  if (flag(body, 'clear')) {
    cluster.faults.clear();
  }
  if (latency !== undefined) {
    cluster.faults.latency = latency;
  }
  if (delay !== undefined) {
    cluster.webhookCacheDelay = delay;
  }
  if (unauthorized !== undefined) {
    cluster.setUnauthorized(unauthorized);
  }
  if (failure) {
    cluster.faults.failNext(failure.count, failure.options);
  }
  if (drop) {
    cluster.dropConnections();
  }
}

/** `POST /clock`: moves the sandbox's time. Answers with the new one. */
export function moveClock(sandbox: Sandbox, body: Body): { now: string } {
  requireKnown(body, ['advanceMs']);
  const advance = number(body, 'advanceMs', 1);
  if (advance === undefined) {
    throw new CommandError('advanceMs is missing');
  }
  sandbox.clock.advance(advance);
  return { now: new Date(sandbox.clock.now()).toISOString() };
}
