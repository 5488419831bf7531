import { Probe } from 'backstage-plugin-irsa-common';
import { decideRequest, IdentityPolicies } from './decideRequest';
import { ACTION_OF, objectArn } from './sessionPolicy';

/** Reasons why S3 refused, in words, the most certain first. Pure. */
export function explainDenial(options: {
  probe: Probe;
  partition: string;
  bucket: string;
  key: string;
  identity?: IdentityPolicies;
  bucketRegion?: string;
}): string[] {
  const { probe, bucket, bucketRegion } = options;
  switch (probe.code) {
    case 'InvalidAccessKeyId':
      return ['AWS does not know the key: it is switched off or deleted.'];
    case 'ExpiredToken':
      return ['The session that signed the link has ended. Sign again.'];
    case 'InvalidToken':
      return ['AWS does not accept the session token of the link.'];
    case 'SignatureDoesNotMatch':
      return [
        'The signature does not fit: a wrong clock, region or header, or a secret half that belongs to another key.',
      ];
    case 'NoSuchBucket':
      return [`There is no bucket ${bucket}.`];
    case 'NoSuchKey':
      return ['The object is not there; the identity may look for it.'];
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'TemporaryRedirect':
      return [
        `The bucket is in another region${
          bucketRegion ? `: ${bucketRegion}` : ''
        }. Choose that region.`,
      ];
    default:
  }
  if (probe.outcome !== 'denied') {
    return [];
  }
  return explainByPolicies(options);
}

function explainByPolicies({
  probe,
  partition,
  bucket,
  key,
  identity,
}: Parameters<typeof explainDenial>[0]): string[] {
  const action = ACTION_OF[probe.method];
  const resource = objectArn(partition, bucket, key);
  if (!identity) {
    return [
      `${action} on ${resource} was denied; the identity's policies could not be read.`,
    ];
  }
  const decide = (asked: string, on: string) =>
    decideRequest(identity, asked, on);
  const { decision, reason, matched } = decide(action, resource);
  const places = matched.map(
    ({ policy, sid, index }) =>
      `${sid ? `statement ${sid}` : `statement ${index + 1}`} of ${policy}`,
  );
  if (decision === 'explicitDeny') {
    return [`Denied by ${places.join(', ')}.`];
  }
  if (decision === 'implicitDeny') {
    if (reason === 'boundary') {
      return [
        `The policies of ${identity.title} allow ${action}, but its permissions boundary does not.`,
      ];
    }
    return [
      `No policy of ${
        identity.title
      } allows ${action} on ${resource} (looked at: ${
        identity.policies.map(({ name }) => name).join(', ') || 'none'
      }${
        identity.unread?.length
          ? `; not read or not understood: ${identity.unread.join(', ')}`
          : ''
      }).`,
    ];
  }
  const why: string[] = [];
  const mayList =
    decide('s3:ListBucket', `arn:${partition}:s3:::${bucket}`).decision ===
    'allowed';
  if (probe.method !== 'PUT' && !mayList) {
    why.push(
      'The object may be missing: without s3:ListBucket S3 answers 403 instead of 404.',
    );
  }
  why.push(
    `Allowed by ${places.join(', ')}, so something else denies it: ${
      identity.unreadBoundary
        ? `its permissions boundary ${identity.unreadBoundary}, which could not be read, `
        : ''
    }the bucket's policy, a KMS key's policy or an organisation's policy, which are not read here.`,
  );
  return why;
}
