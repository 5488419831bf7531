import {
  CloudTrailClient,
  Event,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';

/** What events are looked for by: LookupEvents takes one attribute at a time. */
export interface TrailLookup {
  by: 'AccessKeyId' | 'ResourceName' | 'Username';
  value: string;
}

/** The largest page that CloudTrail gives has 50. */
const MOST_PAGES = 10;

/**
 * Management events of one region, the latest first; data events, such as those of objects in S3, are not among them. At most
 * 500: `isCut` says that there are older ones. Throws what the SDK throws.
 *
 * @param turn - resolves when the next request may begin
 */
export async function lookUp(
  client: Pick<CloudTrailClient, 'send'>,
  { by, value }: TrailLookup,
  since: Date,
  turn: () => Promise<void>,
): Promise<{ events: Event[]; isCut: boolean }> {
  const events: Event[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    await turn();
    const answer = await client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: by, AttributeValue: value }],
        StartTime: since,
        NextToken,
      }),
    );
    events.push(...(answer.Events ?? []));
    NextToken = answer.NextToken;
    if (!NextToken) {
      return { events, isCut: false };
    }
  }
  return { events, isCut: true };
}
