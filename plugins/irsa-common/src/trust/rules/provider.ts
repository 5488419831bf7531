import { accountOf } from '../../policy';
import { remembered } from '../../policy/remembered';
import { finding } from '../finding';
import { isHostOfKind, isMistakenForEks, Issuer } from '../issuers/issuers';
import { clustersOf, providerOf } from '../known';
import { ReviewFinding, TrustReviewContext } from '../types';
import { isNamedProvider, SAML_ARN } from './webIdentity';

const OIDC_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):oidc-provider\/(.+)$/;

const hostIn = remembered(arn => OIDC_ARN.exec(arn)?.[3]);

/** Issuer (without `https://`) in a provider's ARN; undefined when the ARN is not that of an OpenID Connect provider. */
export function hostOf(arn: string): string | undefined {
  return hostIn(arn);
}

/**
 * What is wrong with the name of a provider. A provider with a `broken` finding signs for nobody, so nothing else is said
 * of it.
 *
 * @param isBound - whether a condition names subjects of one issuer
 */
export function providerRules(
  arn: string,
  index: number,
  context: TrustReviewContext,
  isBound = false,
): ReviewFinding[] {
  const { partition = 'aws' } = context;
  const is = (
    ruleId: string,
    severity: ReviewFinding['severity'],
    message: string,
    fix: string,
  ) =>
    finding({
      ruleId,
      severity,
      category: 'broken',
      message,
      fix,
      statement: index,
    });
  const malformed = (message: string) => [
    is('provider-malformed', 'high', message, 'Copy the ARN from IAM.'),
  ];
  if (isNamedProvider(arn)) {
    return [];
  }
  if (arn === '*') {
    return [
      finding({
        ruleId: 'principal-wildcard',
        severity: isBound ? 'high' : 'critical',
        category: 'exposure',
        message: 'Every identity provider is trusted.',
        fix: 'Name the provider.',
        statement: index,
      }),
    ];
  }
  if (/[*?]/.test(arn)) {
    return malformed(
      `IAM accepts no wildcard inside a principal: ${arn} names no provider.`,
    );
  }
  const host = hostOf(arn);
  if (!SAML_ARN.test(arn) && host === undefined) {
    return malformed(`${arn} is not the ARN of an identity provider.`);
  }
  if (arn.split(':')[1] !== partition) {
    return [
      is(
        'provider-partition-mismatch',
        'high',
        `The provider is of partition ${
          arn.split(':')[1]
        }, the role of ${partition}.`,
        'Name the provider of this partition.',
      ),
    ];
  }
  // Of a role whose account is not known, it is not known either whether the provider is there.
  if (context.accountId && accountOf(arn) !== context.accountId) {
    return [
      is(
        'provider-cross-account',
        'high',
        `The provider is registered in account ${accountOf(
          arn,
        )}; it must be in the role's.`,
        `Register it in ${context.accountId} and name that one.`,
      ),
    ];
  }
  return host === undefined
    ? []
    : registration(arn, host, context, is, malformed);
}

/** Whether no token or assertion is of the provider: its name is that of none, or it is registered elsewhere or nowhere. */
export function isNoProvider(
  arn: string,
  context: TrustReviewContext,
): boolean {
  return providerRules(arn, 0, context).some(
    ({ category }) => category === 'broken',
  );
}

function registration(
  arn: string,
  host: string,
  context: TrustReviewContext,
  is: (
    ruleId: string,
    severity: ReviewFinding['severity'],
    message: string,
    fix: string,
  ) => ReviewFinding,
  malformed: (message: string) => ReviewFinding[],
): ReviewFinding[] {
  if (providerOf(context, arn)) {
    return [];
  }
  const { providers } = context;
  if (/^https?:\/\/|\s/.test(host)) {
    return malformed('The ARN of a provider has no https:// and no space.');
  }
  const domain = host.split('/')[0];
  if (domain !== domain.toLowerCase() || !/^[a-z0-9.-]+$/.test(domain)) {
    return malformed(`${domain} is not the name of a host in lower case.`);
  }
  // Some issuers really end in a slash, and then their provider does: those of Auth0 at any domain, Entra and AKS. Of others it is known.
  const isSlashUsual =
    /(^sts\.windows\.net\/[^/]+|\.oic\.(prod-)?aks\.azure\.com\/.+)\/$/.test(
      host,
    );
  if (
    host.endsWith('/') &&
    !isSlashUsual &&
    (isHostOfKind(host.replace(/\/+$/, '')) || isMistakenForEks(host))
  ) {
    return malformed('The ARN of a provider has no slash at its end.');
  }
  if (!providers) {
    return isMistakenForEks(host)
      ? malformed(
          `No cluster of EKS has the issuer ${host}; they are oidc.eks.<region>.amazonaws.com/id/<id>.`,
        )
      : [];
  }
  const normal = (text: string) => text.toLowerCase().replace(/\/$/, '');
  return providers.some(provider => normal(provider.arn) === normal(arn))
    ? malformed('The ARN differs from that of the provider that is registered.')
    : [
        is(
          'dangling-provider',
          looksMistyped(host, providers) ? 'high' : 'medium',
          `The account has no provider ${host}: the cluster may be gone. If the provider is registered again, the trust is in force again.`,
          'Remove the statement, or register the provider.',
        ),
      ];
}

/** Whether a registered provider has the same last part, so that the rest is a mistake. */
function looksMistyped(host: string, providers: { arn: string }[]): boolean {
  const last = host.split('/').pop()!;
  return (
    host.includes('/') &&
    providers.some(({ arn }) => hostOf(arn)?.split('/').pop() === last)
  );
}

/** A provider that is registered and that nobody is known to run. */
export function issuerRules(
  { host, kind, isKnownHost, requiredClaim, isTenant }: Issuer,
  index: number,
  {
    clusters,
    providers,
    ownIssuers = [],
    hasAllClusters = true,
  }: TrustReviewContext,
): ReviewFinding[] {
  const isService = requiredClaim !== undefined || isTenant;
  const isOwn = ownIssuers.some(
    issuer => issuer.replace(/^https:\/\//, '') === host,
  );
  // Anybody can have a cluster at EKS, so the address alone says nothing.
  const isForm =
    (isKnownHost && kind !== 'kubernetes') || /\.auth0\.com\/?$/.test(host);
  return !clusters ||
    !hasAllClusters ||
    !providers ||
    isService ||
    isOwn ||
    isForm ||
    clustersOf({ clusters }, host).length > 0
    ? []
    : [
        finding({
          ruleId: 'unknown-issuer',
          severity: 'medium',
          category: 'exposure',
          message: `No cluster or service that the portal knows has the issuer ${host}.`,
          fix: 'Find out who owns it. If nobody does, remove the statement.',
          statement: index,
        }),
      ];
}

/** A stale thumbprint is no reason to worry: IAM does not look at it for issuers with a public certificate. */
export function thumbprintRules(
  arn: string,
  context: TrustReviewContext,
): ReviewFinding[] {
  return providerOf(context, arn)?.hasStaleThumbprint
    ? [
        finding({
          ruleId: 'thumbprint-legacy',
          severity: 'info',
          category: 'hygiene',
          message:
            'The registered thumbprint is old. IAM does not use it for issuers with a public certificate.',
          fix: 'Nothing needs to be done.',
        }),
      ]
    : [];
}
