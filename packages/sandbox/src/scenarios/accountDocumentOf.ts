import { PolicyDocument } from 'backstage-plugin-irsa-common';
import {
  AccessKeyDocument,
  AccountDocument,
  BucketDocument,
  PolicyHolder,
} from '../aws/accountDocument';
import { Placeholders } from './placeholders';
import {
  ScenarioAccessKey,
  ScenarioAccount,
  ScenarioBucket,
  ScenarioPolicies,
  ScenarioUser,
} from './scenario';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const CONTENT_TYPES: Record<string, string> = {
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
};

/** Turns the account of a scenario into a document to import: ages become dates, placeholders become keys. */
export function accountDocumentOf(
  scenarioAccount: ScenarioAccount,
  placeholders: Placeholders,
  options: { now: number; region: string },
): AccountDocument {
  const account = placeholders.fill(scenarioAccount, scenarioAccount.id);
  const ago = (milliseconds: number) =>
    new Date(options.now - milliseconds).toISOString();
  const created = (entry: { createdDaysAgo?: number }) =>
    entry.createdDaysAgo === undefined
      ? {}
      : { createdAt: ago(entry.createdDaysAgo * DAY) };

  function accessKey(
    user: ScenarioUser,
    key: ScenarioAccessKey,
    index: number,
  ): AccessKeyDocument {
    return {
      ...placeholders.accessKey(account.id, user.name, index + 1),
      ...created(key),
      status: key.status ?? 'Active',
      ...(key.lastUsedMinutesAgo === undefined
        ? {}
        : {
            lastUsed: {
              date: ago(key.lastUsedMinutesAgo * MINUTE),
              service: key.lastUsedService ?? 's3',
              region: key.lastUsedRegion ?? options.region,
            },
          }),
    };
  }

  return {
    id: account.id,
    alias: account.alias,
    region: options.region,
    policies: account.policies?.map(({ createdDaysAgo, ...policy }) => ({
      ...policy,
      ...created({ createdDaysAgo }),
      document: policy.document as unknown as PolicyDocument,
    })),
    oidcProviders: account.providers?.map(provider => ({
      url: provider.url,
      clientIds: provider.clientIds,
      ...created(provider),
    })),
    groups: account.groups?.map(group => ({
      name: group.name,
      path: group.path,
      ...policiesOf(group),
    })),
    users: account.users?.map(user => ({
      name: user.name,
      path: user.path,
      ...created(user),
      tags: user.tags,
      groups: user.groups,
      ...policiesOf(user),
      accessKeys: user.accessKeys?.map((key, index) =>
        accessKey(user, key, index),
      ),
    })),
    roles: account.roles?.map(role => ({
      name: role.name,
      path: role.path,
      ...created(role),
      tags: role.tags,
      ...policiesOf(role),
      assumeRolePolicy: role.trustPolicy as unknown as PolicyDocument,
    })),
    buckets: account.buckets?.map(bucketOf),
  };
}

function policiesOf(holder: ScenarioPolicies): PolicyHolder {
  return {
    inlinePolicies: holder.inlinePolicies as unknown as Record<
      string,
      PolicyDocument
    >,
    attachedPolicies: holder.attachedPolicies,
  };
}

function bucketOf(bucket: ScenarioBucket): BucketDocument {
  return {
    name: bucket.name,
    region: bucket.region,
    objects: Object.entries(bucket.objects ?? {}).map(([key, body]) => ({
      key,
      contentType:
        CONTENT_TYPES[key.split('.').pop() ?? ''] ?? 'application/octet-stream',
      ...(typeof body === 'string'
        ? { text: body }
        : { base64: body.toString('base64') }),
    })),
  };
}
