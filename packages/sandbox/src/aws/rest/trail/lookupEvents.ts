import { createHash } from 'node:crypto';
import { authorise } from '../../access/authorise';
import { AwsError } from '../../AwsError';
import { SignedCall } from '../../SignedCall';
import { World } from '../../World';
import { regionOf, trailEvent, TrailEvent } from './trailEvent';

interface LookupInput {
  LookupAttributes?: { AttributeKey: string; AttributeValue: string }[];
  /** Seconds since the epoch. */
  StartTime?: number;
  EndTime?: number;
  EventCategory?: string;
  MaxResults?: number;
  NextToken?: string;
}

const MAXIMUM_RESULTS = 50;
const HISTORY = 90 * 86_400_000;
/** Data events are not in the event history. */
const MANAGEMENT_SERVICES = ['iam', 'sts', 'eks', 'cloudtrail'];

const ATTRIBUTES: Record<
  string,
  (event: TrailEvent, value: string) => boolean
> = {
  AccessKeyId: (event, value) => event.AccessKeyId === value,
  EventId: (event, value) => event.EventId === value,
  EventName: (event, value) => event.EventName === value,
  EventSource: (event, value) => event.EventSource === value,
  ReadOnly: (event, value) => event.ReadOnly === value.toLowerCase(),
  Username: (event, value) => event.Username === value,
  ResourceName: ({ Resources }, value) =>
    Resources.some(({ ResourceName }) => ResourceName === value),
  ResourceType: ({ Resources }, value) =>
    Resources.some(({ ResourceType }) => ResourceType === value),
};

/**
 * Management events of this account and region in the last 90 days, newest first, from the record of calls.
 * Source: CloudTrail API reference, LookupEvents.
 * @throws InvalidLookupAttributesException, InvalidMaxResultsException, InvalidTimeRangeException,
 * InvalidEventCategoryException, InvalidNextTokenException: 400
 */
export function lookupEvents(
  world: World,
  call: SignedCall,
): Record<string, unknown> {
  const { caller, request, region } = call;
  const now = world.now();
  authorise({
    caller,
    request,
    region,
    now,
    action: 'cloudtrail:LookupEvents',
    resource: '*',
  });
  const input = readInput(request.body.toString());
  const { StartTime = 0, EndTime = Infinity, LookupAttributes = [] } = input;
  const size = input.MaxResults ?? MAXIMUM_RESULTS;
  const found = world.calls
    .filter(
      item =>
        item.accountId === caller.account.id &&
        MANAGEMENT_SERVICES.includes(item.service) &&
        regionOf(item) === region &&
        item.time > now - HISTORY &&
        item.time <= now - world.trailDelay,
    )
    .map(trailEvent)
    .filter(
      event =>
        event.EventTime >= Math.floor(StartTime) &&
        event.EventTime <= EndTime &&
        LookupAttributes.every(({ AttributeKey, AttributeValue }) =>
          ATTRIBUTES[AttributeKey](event, AttributeValue),
        ),
    )
    .reverse();
  const start = input.NextToken ? startOf(input, found) : 0;
  const page = found.slice(start, start + size);
  return {
    Events: page,
    ...(found.length > start + size && {
      NextToken: tokenOf(input, page[page.length - 1]),
    }),
  };
}

function readInput(text: string): LookupInput {
  let input: LookupInput;
  try {
    input = JSON.parse(text || '{}');
  } catch {
    throw new AwsError('SerializationException', 400, 'The body is no JSON');
  }
  const { LookupAttributes = [], MaxResults, StartTime, EndTime } = input;
  if (
    LookupAttributes.length > 1 ||
    LookupAttributes.some(
      ({ AttributeKey, AttributeValue }) =>
        !Object.hasOwn(ATTRIBUTES, AttributeKey) || !AttributeValue,
    )
  ) {
    throw new AwsError(
      'InvalidLookupAttributesException',
      400,
      `There can be one lookup attribute, with one of the keys ${Object.keys(
        ATTRIBUTES,
      ).join(', ')}, and a value.`,
    );
  }
  if (
    MaxResults !== undefined &&
    !(MaxResults >= 1 && MaxResults <= MAXIMUM_RESULTS)
  ) {
    throw new AwsError(
      'InvalidMaxResultsException',
      400,
      `MaxResults must be from 1 to ${MAXIMUM_RESULTS}.`,
    );
  }
  if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime) {
    throw new AwsError(
      'InvalidTimeRangeException',
      400,
      'The start time is after the end time.',
    );
  }
  if (input.EventCategory !== undefined) {
    throw new AwsError(
      'InvalidEventCategoryException',
      400,
      'The sandbox has no Insights events.',
    );
  }
  return input;
}

/** A page continues after the last event of the page before, however many events came since. */
function tokenOf(input: LookupInput, last: TrailEvent): string {
  return Buffer.from(`${queryOf(input)} ${last.EventId}`).toString('base64');
}

function startOf(input: LookupInput, found: TrailEvent[]): number {
  const [query, last] = Buffer.from(input.NextToken!, 'base64')
    .toString()
    .split(' ');
  const place = found.findIndex(({ EventId }) => EventId === last);
  if (query !== queryOf(input) || place < 0) {
    throw new AwsError(
      'InvalidNextTokenException',
      400,
      'The token is not one of this query.',
    );
  }
  return place + 1;
}

function queryOf({ NextToken: _, MaxResults: __, ...query }: LookupInput) {
  return createHash('sha256').update(JSON.stringify(query)).digest('hex');
}
