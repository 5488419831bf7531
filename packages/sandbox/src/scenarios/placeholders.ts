import {
  AccessKeyPair,
  makeAccessKey,
  randomText,
} from '../aws/model/accessKeyIds';
import { issuerOf, Scenario } from './scenario';
import { ScenarioError } from './ScenarioError';

const PLACEHOLDER = /\$\{(accessKey|foreignKey|random|issuer|git):([^}]+)\}/g;

/**
 * The values for the placeholders in a scenario's files. They are made up at each start, so that nothing in the
 * repository looks like a key:
 *
 * - `${accessKey:USER.accessKeyId}`, `${accessKey:USER.secretAccessKey}`: the key of an IAM user of the cluster's
 *   account, in a repository of the scenario's first account. `USER#2` is that user's second key, `ACCOUNT/USER` a user of another account;
 * - `${foreignKey:NAME@ACCOUNT.accessKeyId}` and `.secretAccessKey`: a key of an account that is not in the sandbox;
 * - `${random:NAME}`: 24 characters, the same wherever NAME is used;
 * - `${issuer:CLUSTER}`: the cluster's issuer without `https://`;
 * - `${git:OWNER/NAME}`: URL of a repository of the sandbox's Git host.
 *
 * Anything else in `${…}`, for example the IAM variable `aws:username`, is left alone.
 */
export class Placeholders {
  private readonly scenario: Scenario;
  /** Where the Git host of the sandbox answers. */
  gitUrl?: string;
  private readonly keys = new Map<string, AccessKeyPair>();
  private readonly random = new Map<string, string>();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    for (const account of scenario.accounts) {
      for (const user of account.users ?? []) {
        user.accessKeys?.forEach((_, index) =>
          this.keys.set(
            keyName(account.id, user.name, index + 1),
            makeAccessKey(account.id),
          ),
        );
      }
    }
  }

  /** @param number - 1 for the first key of that user */
  accessKey(account: string, user: string, number: number): AccessKeyPair {
    const pair = this.keys.get(keyName(account, user, number));
    if (!pair) {
      throw new ScenarioError(
        `no access key ${number} of user ${user} in accounts/${account}.json`,
      );
    }
    return pair;
  }

  /** Replaces every placeholder in the strings of a JSON value. */
  fill<T>(value: T, account: string): T {
    if (typeof value === 'string') {
      return value.replace(PLACEHOLDER, (_, kind, rest) =>
        this.value(kind, rest, account),
      ) as T;
    }
    if (Array.isArray(value)) {
      return value.map(each => this.fill(each, account)) as T;
    }
    if (
      typeof value === 'object' &&
      value !== null &&
      !Buffer.isBuffer(value)
    ) {
      return Object.fromEntries(
        Object.entries(value).map(([key, each]) => [
          this.fill(key, account),
          this.fill(each, account),
        ]),
      ) as T;
    }
    return value;
  }

  private value(kind: string, rest: string, account: string): string {
    switch (kind) {
      case 'random':
        return this.remember(this.random, rest, () => randomText(24));
      case 'issuer': {
        const cluster = this.scenario.clusters.find(
          ({ name }) => name === rest,
        );
        if (!cluster) {
          throw new ScenarioError(`\${issuer:${rest}}: no such cluster`);
        }
        return issuerOf(cluster);
      }
      case 'git':
        if (!this.gitUrl) {
          throw new ScenarioError(
            `\${git:${rest}}: the scenario has no folder repositories`,
          );
        }
        return `${this.gitUrl}/${rest}.git`;
      default: {
        const [, name, half] =
          /^(.+)\.(accessKeyId|secretAccessKey)$/.exec(rest) ?? [];
        if (!half) {
          throw new ScenarioError(
            `\${${kind}:${rest}}: must end in .accessKeyId or .secretAccessKey`,
          );
        }
        const pair =
          kind === 'accessKey'
            ? this.ownKey(name, account)
            : this.foreignKey(name);
        return pair[half as keyof AccessKeyPair];
      }
    }
  }

  private ownKey(name: string, ownAccount: string): AccessKeyPair {
    const [, account = ownAccount, user, number = '1'] =
      /^(?:(\d{12})\/)?([^#]+)(?:#(\d))?$/.exec(name) ?? [];
    return this.accessKey(account, user, Number(number));
  }

  private foreignKey(name: string): AccessKeyPair {
    const account = name.split('@')[1];
    if (!/^\d{12}$/.test(account ?? '')) {
      throw new ScenarioError(
        `\${foreignKey:${name}}: must be NAME@ACCOUNT with an account id`,
      );
    }
    return this.remember(this.keys, name, () => makeAccessKey(account));
  }

  private remember<V>(map: Map<string, V>, key: string, make: () => V): V {
    const known = map.get(key) ?? make();
    map.set(key, known);
    return known;
  }
}

function keyName(account: string, user: string, number: number): string {
  return `${account}/${user}#${number}`;
}
