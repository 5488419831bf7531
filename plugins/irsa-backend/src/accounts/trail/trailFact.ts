import { Event } from '@aws-sdk/client-cloudtrail';
import { scrub } from '../../shared/scrub';

/**
 * What is kept of one event: never its parameters, apart from the name of the session that they asked for, and never a key id.
 * Addresses are personal data: they stay in memory, and are shown only to who may act.
 */
export interface TrailFact {
  /** ISO 8601, to the second. */
  at: string;
  region: string;
  /** As in the name of its endpoint: `sts`. */
  service: string;
  /** `GetCallerIdentity`. */
  action: string;
  /** Where it came from: an IP address, or the host of a service that called in somebody's name. */
  address?: string;
  userAgent?: string;
  /** AWS's code of a refusal. */
  error?: string;
  /** Of the session that was asked for. */
  sessionName?: string;
  /** The subject of a token, or the ARN of who called. */
  caller?: string;
}

type Json = Record<string, unknown>;

/** What callers may make as long as they like, such as the user agent, is cut. SDKs write the name of a program at its end. */
const LONGEST = 400;

/**
 * Undefined for an event that does not say when and what. Pure.
 * Source: CloudTrail User Guide, "CloudTrail record contents" and "CloudTrail userIdentity element".
 */
export function trailFact(
  { CloudTrailEvent, EventTime, EventName }: Event,
  region: string,
): TrailFact | undefined {
  const event = parsed(CloudTrailEvent);
  const action = event && (text(event.eventName) ?? text(EventName));
  const service = event && text(event.eventSource)?.split('.')[0];
  const time = event && (text(event.eventTime) ?? EventTime);
  const at = new Date(time ?? NaN);
  if (!event || !action || !service || Number.isNaN(at.getTime())) {
    return undefined;
  }
  const fact: TrailFact = {
    at: at.toISOString(),
    region: text(event.awsRegion) ?? region,
    service,
    action,
    address: text(event.sourceIPAddress),
    userAgent: text(event.userAgent),
    error: text(event.errorCode),
    sessionName: text(object(event.requestParameters).roleSessionName),
    caller: callerIn(object(event.userIdentity)),
  };
  return Object.fromEntries(
    Object.entries(fact).filter(([, value]) => value !== undefined),
  ) as unknown as TrailFact;
}

function callerIn(identity: Json): string | undefined {
  return identity.type === 'WebIdentityUser'
    ? text(identity.userName)
    : text(identity.arn) ?? text(identity.invokedBy) ?? text(identity.type);
}

function parsed(content: string | undefined): Json | undefined {
  try {
    const value = JSON.parse(content ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

/** Callers write most of it, so signs that change how a line is shown go, and what may be a secret. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  const plain = scrub(
    value.slice(0, 4 * LONGEST).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' '),
  );
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}
