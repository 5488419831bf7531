import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toArray } from 'backstage-plugin-irsa-common';
import { DOCUMENTED_POLICIES } from './documentedPolicies';

const SOURCE = resolve(__dirname, '../..');

/** What a call needs besides the action of its name. Source: Service Authorization Reference, "Dependent actions". */
const NEEDED_BY: Record<string, string[]> = {
  'iam:CreateRole': ['iam:TagRole'],
  'iam:CreatePolicy': ['iam:TagPolicy'],
  'iam:CreateOpenIDConnectProvider': ['iam:TagOpenIDConnectProvider'],
  'eks:CreatePodIdentityAssociation': ['iam:PassRole', 'eks:TagResource'],
};

/** Calls that no documented policy allows, and why. */
const NOT_GRANTED: Record<string, string> = {
  'iam:DeleteOpenIDConnectProvider':
    'denied; a rollback tries it and says that the provider stays',
  'iam:RemoveClientIDFromOpenIDConnectProvider': 'denied, likewise',
  's3:DeleteObject': 'of the preview, with the credentials of the service',
  's3:GetObject': 'likewise',
  's3:HeadBucket': 'likewise',
  's3:HeadObject': 'likewise',
  's3:ListObjectsV2': 'likewise',
  's3:PutObject': 'likewise',
  'kms:DescribeKey': 'a harmless call, with the credentials of the service',
  'secretsmanager:DescribeSecret': 'likewise',
  'sts:AssumeRole': 'of the preview, with the credentials of the service',
  'sts:AssumeRoleWithWebIdentity': 'is not signed',
  'sts:GetCallerIdentity': 'needs no permission',
};

/** Actions of the SDK commands in the code, and of the calls to EKS that it makes itself. */
function usedActions(): Set<string> {
  const used = new Set<string>();
  for (const file of readdirSync(SOURCE, { recursive: true }) as string[]) {
    if (!/\.ts$/.test(file) || /test|__testUtils__/i.test(file)) {
      continue;
    }
    const text = readFileSync(join(SOURCE, file), 'utf8');
    const imports = text.matchAll(
      /import (?:type )?\{([^}]*)\} from '@aws-sdk\/client-([\w-]+)'/g,
    );
    for (const [, names, client] of imports) {
      const service = client.replace('-', '');
      for (const [, name] of names.matchAll(/\b(\w+)Command\b/g)) {
        used.add(`${service}:${name}`);
      }
    }
    for (const [action] of text.matchAll(/\beks:[A-Z]\w+/g)) {
      if (!file.startsWith('setUp')) {
        used.add(action);
      }
    }
  }
  for (const [action, others] of Object.entries(NEEDED_BY)) {
    if (used.has(action)) {
      others.forEach(other => used.add(other));
    }
  }
  return used;
}

describe('the documented rights in an account', () => {
  const granted = new Set(
    Object.values(DOCUMENTED_POLICIES)
      .flatMap(({ Statement }) => Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => toArray(Action)),
  );
  const used = usedActions();

  it('name no action that the portal does not use', () => {
    expect([...granted].filter(action => !used.has(action))).toEqual([]);
  });

  it('name every action that the portal uses', () => {
    const missing = [...used].filter(
      action => !granted.has(action) && !(action in NOT_GRANTED),
    );
    expect(missing).toEqual([]);
    expect(used.size).toBeGreaterThan(40);
  });
});
