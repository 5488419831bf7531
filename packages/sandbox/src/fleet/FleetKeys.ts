import { UserDocument } from '../aws/accountDocument';
import { AccessKeyPair, makeAccessKey } from '../aws/model/accessKeyIds';
import { Random } from './random';

const DAY = 24 * 3600 * 1000;
/** Far below the limit of 5,000 users in an account, so that the scenario's own users still fit. */
const MOST_USERS = 1000;
/** An account that the sandbox does not have. */
const FOREIGN_ACCOUNT = '999988887777';

/**
 * Access keys of a fleet. They belong to users of the account or to another account. In large fleets several Secrets
 * share a key.
 */
export class FleetKeys {
  readonly users: UserDocument[] = [];
  private readonly pairs: AccessKeyPair[] = [];

  constructor(
    private readonly options: {
      random: Random;
      account: string;
      region: string;
      /** The time from which ages count. Milliseconds since 1970. */
      now: number;
    },
  ) {}

  next(): AccessKeyPair {
    const { random, account } = this.options;
    const from = (end: number) => random.below(end);
    if (random.chance(0.15)) {
      return makeAccessKey(FOREIGN_ACCOUNT, from);
    }
    // Some keys are used by two teams.
    const copied = this.pairs.length > 20 && random.chance(0.1);
    if (copied || this.pairs.length >= MOST_USERS) {
      return random.pick(this.pairs);
    }
    const pair = makeAccessKey(account, from);
    this.pairs.push(pair);
    this.users.push(this.user(pair));
    return pair;
  }

  private user(pair: AccessKeyPair): UserDocument {
    const { random, region, now } = this.options;
    const age = random.weighted([
      [10, random.below(30)],
      [15, 30 + random.below(60)],
      [30, 90 + random.below(275)],
      [25, 365 + random.below(365)],
      [20, 730 + random.below(800)],
    ]);
    const unusedFor = random.weighted([
      [15, undefined],
      [55, random.below(7)],
      [30, 90 + random.below(400)],
    ]);
    const ago = (days: number) => new Date(now - days * DAY).toISOString();
    const bucket = `fleet-${random.below(200)}`;
    return {
      name: `fleet-${this.users.length}`,
      createdAt: ago(age + 1),
      inlinePolicies: {
        store: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: random.chance(0.1) ? 's3:*' : 's3:GetObject',
              Resource: `arn:aws:s3:::${bucket}/*`,
            },
          ],
        },
      },
      accessKeys: [
        {
          ...pair,
          createdAt: ago(age),
          status: random.chance(0.07) ? 'Inactive' : 'Active',
          ...(unusedFor !== undefined && unusedFor < age
            ? { lastUsed: { date: ago(unusedFor), service: 's3', region } }
            : {}),
        },
      ],
    };
  }
}
