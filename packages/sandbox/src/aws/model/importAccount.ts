import {
  parsePolicyDocument,
  PolicyDocument,
  PolicyKind,
} from 'backstage-plugin-irsa-common';
import { createHash, randomUUID } from 'node:crypto';
import {
  AccountDocument,
  BucketDocument,
  ManagedPolicyDocument,
  PolicyHolder,
  ResourceDocument,
  RoleDocument,
  UserDocument,
} from '../accountDocument';
import { Account } from './Account';
import { HolderEntity, StoredPolicy } from './entities';
import { uniqueId } from './ids';

/** Adds the content of the document to the account. Throws when IAM would not have accepted it. */
export function importAccount(
  account: Account,
  document: Partial<AccountDocument>,
  now: number,
): void {
  document.policies?.forEach(item => importPolicy(account, item, now));
  document.oidcProviders?.forEach(item => {
    const url = item.url.replace(/^https:\/\//, '');
    const arn = account.arn(`oidc-provider/${url}`);
    account.providers.seed({
      name: url,
      arn,
      url,
      clientIds: item.clientIds ?? ['sts.amazonaws.com'],
      thumbprints: item.thumbprints ?? [],
      createdAt: timeOf(item.createdAt, now),
      tags: item.tags ?? {},
    });
  });
  document.groups?.forEach(item =>
    account.groups.seed(holderOf(account, 'group', 'AGPA', item, now)),
  );
  document.users?.forEach(item => importUser(account, item, now));
  document.roles?.forEach(item => importRole(account, item, now));
  document.buckets?.forEach(item => importBucket(account, item, now));
  document.resources?.forEach(item => importResource(account, item));
  document.eksClusters?.forEach(item =>
    account.eksClusters.set(item.name, {
      name: item.name,
      region: item.region ?? account.region,
      version: item.version ?? '1.34',
      endpoint: item.endpoint ?? 'https://127.0.0.1',
      issuer: item.issuer,
      accessEntries: item.accessEntries ?? [],
      podIdentityAssociations: (item.podIdentityAssociations ?? []).map(
        association => ({
          associationId: `a-${randomUUID().replace(/-/g, '').slice(0, 17)}`,
          tags: {},
          ...association,
          ...(association.targetRoleArn && {
            externalId: [
              item.region ?? account.region,
              account.id,
              item.name,
              association.namespace,
              association.serviceAccount,
            ].join('/'),
          }),
        }),
      ),
    }),
  );
}

/** The content of a resource that an earlier document brought is replaced. */
function importResource(
  account: Account,
  { arn, policy, grants }: ResourceDocument,
): void {
  account.resources.set(arn, {
    ...(policy && { policy: store(policy, 'resource', arn) }),
    grants,
  });
}

function importPolicy(
  account: Account,
  item: ManagedPolicyDocument,
  now: number,
): void {
  const path = item.path ?? '/';
  const createdAt = timeOf(item.createdAt, now);
  account.policies.seed({
    name: item.name,
    path,
    id: uniqueId('ANPA'),
    arn: account.arn(`policy${path}${item.name}`),
    createdAt,
    updatedAt: createdAt,
    description: item.description,
    tags: item.tags ?? {},
    defaultVersionId: 'v1',
    nextVersion: 2,
    versions: [
      {
        versionId: 'v1',
        createdAt,
        ...store(item.document, 'identity', `policy ${item.name}`),
      },
    ],
  });
}

export function importUser(
  account: Account,
  item: UserDocument,
  now: number,
): void {
  const createdAt = timeOf(item.createdAt, now);
  item.accessKeys?.forEach(({ accessKeyId }) =>
    account.keyMade(accessKeyId, item.name),
  );
  account.users.seed({
    ...holderOf(account, 'user', 'AIDA', item, now),
    groups: new Set(item.groups),
    ...(item.permissionsBoundary && {
      boundary: policyArn(account, item.permissionsBoundary),
    }),
    serviceUse: new Map(),
    accessKeys: (item.accessKeys ?? []).map(key => ({
      accessKeyId: key.accessKeyId,
      secretAccessKey: key.secretAccessKey,
      status: key.status ?? 'Active',
      createdAt: timeOf(key.createdAt, createdAt),
      ...(key.lastUsed && {
        lastUsed: {
          date: Date.parse(key.lastUsed.date),
          service: key.lastUsed.service ?? 's3',
          region: key.lastUsed.region,
        },
      }),
    })),
  });
}

function importRole(account: Account, item: RoleDocument, now: number): void {
  account.roles.seed({
    ...holderOf(account, 'role', 'AROA', item, now),
    description: item.description,
    trust: store(item.assumeRolePolicy, 'trust', `role ${item.name}`),
    maxSessionDuration: item.maxSessionDuration ?? 3600,
    serviceUse: new Map(),
    ...(item.permissionsBoundary && {
      boundary: policyArn(account, item.permissionsBoundary),
    }),
    ...(item.lastUsed && {
      lastUsed: {
        date: Date.parse(item.lastUsed.date),
        region: item.lastUsed.region,
      },
    }),
  });
}

function importBucket(
  account: Account,
  item: BucketDocument,
  now: number,
): void {
  const createdAt = timeOf(item.createdAt, now);
  account.buckets.set(item.name, {
    name: item.name,
    accountId: account.id,
    region: item.region ?? account.region,
    createdAt,
    ...(item.policy && {
      policy: store(item.policy, 'resource', `bucket ${item.name}`),
    }),
    objects: new Map(
      (item.objects ?? []).map(object => {
        const body =
          object.base64 === undefined
            ? Buffer.from(object.text ?? '')
            : Buffer.from(object.base64, 'base64');
        return [
          object.key,
          {
            key: object.key,
            body,
            contentType: object.contentType ?? 'application/octet-stream',
            etag: createHash('md5').update(body).digest('hex'),
            modifiedAt: timeOf(object.createdAt, createdAt),
            metadata: {},
            headers: {},
          },
        ];
      }),
    ),
  });
}

function holderOf(
  account: Account,
  kind: 'user' | 'role' | 'group',
  prefix: string,
  item: PolicyHolder & {
    name: string;
    path?: string;
    createdAt?: string;
    tags?: Record<string, string>;
  },
  now: number,
): HolderEntity {
  const path = item.path ?? '/';
  return {
    name: item.name,
    path,
    id: uniqueId(prefix),
    arn: account.arn(`${kind}${path}${item.name}`),
    createdAt: timeOf(item.createdAt, now),
    tags: item.tags ?? {},
    inline: new Map(
      Object.entries(item.inlinePolicies ?? {}).map(([name, document]) => [
        name,
        store(document, 'identity', `${kind} ${item.name}, policy ${name}`),
      ]),
    ),
    attached: new Set(
      (item.attachedPolicies ?? []).map(policy => policyArn(account, policy)),
    ),
  };
}

function policyArn(account: Account, nameOrArn: string): string {
  const arn = nameOrArn.startsWith('arn:')
    ? nameOrArn
    : account.policies.get(nameOrArn)?.arn;
  if (!arn || !account.policy(arn)) {
    throw new Error(
      `Account ${account.id} has no policy ${nameOrArn}; add it to "policies" or use an ARN the sandbox knows`,
    );
  }
  return arn;
}

function store(
  input: PolicyDocument,
  kind: PolicyKind,
  owner: string,
): StoredPolicy {
  const { document, error } = parsePolicyDocument(input, kind);
  if (!document) {
    throw new Error(`Policy of ${owner}: ${error.message}`);
  }
  return { text: JSON.stringify(input), document };
}

function timeOf(text: string | undefined, fallback: number): number {
  return text === undefined ? fallback : Date.parse(text);
}
