import { remembered } from '../../policy/remembered';
import { ANY_RUN } from '../../policy/wildcards';
import { clustersOf } from '../known';
import { TrustReviewContext } from '../types';
import { isGitHubHost } from './claims';
import { Segment, SegmentRole, Template } from './templates';

export type IssuerKind =
  | 'kubernetes'
  | 'github'
  | 'gitlab'
  | 'terraform'
  | 'bitbucket'
  | 'circleci'
  | 'azure-devops'
  | 'spacelift'
  | 'buildkite'
  | 'vercel'
  | 'pulumi'
  | 'google'
  | 'entra'
  | 'fly'
  | 'other';

export interface Issuer {
  host: string;
  kind: IssuerKind;
  /**
   * The claim without which everybody with an account at the issuer gets in. Absent: the issuer signs for one company
   * only, or it is not known.
   */
  requiredClaim?: 'sub' | 'aud' | 'sts:RoleSessionName';
  /** Whether the address itself tells the kind. */
  isKnownHost: boolean;
  /** Whether the issuer's address belongs to one organisation at a service that many use. */
  isTenant: boolean;
}

/**
 * Issuers that sign for many organisations, with the claim that tells them apart.
 * Source: IAM User Guide, "Identity-provider controls for shared OIDC providers"; the vendors' own pages.
 */
const SHARED: Record<string, 'sub' | 'aud' | 'sts:RoleSessionName'> = {
  'token.actions.githubusercontent.com': 'sub',
  'vstoken.actions.githubusercontent.com': 'sub',
  'oidc-configuration.audit-log.githubusercontent.com': 'sub',
  'gitlab.com': 'sub',
  'app.terraform.io': 'sub',
  'agent.buildkite.com': 'sub',
  'oidc.codefresh.io': 'sub',
  'studio.datachain.ai/api': 'sub',
  'scalr.io': 'sub',
  'tokens.cloud.shisho.dev': 'sub',
  'proidc.upbound.io': 'sub',
  'accounts.google.com': 'aud',
  'api.pulumi.com/oidc': 'aud',
  'oidc.vercel.com': 'aud',
  'sandboxes.cloud': 'aud',
  'cognito-identity.amazonaws.com': 'aud',
  'cognito-identity-us-gov.amazonaws.com': 'aud',
  'cognito-identity.us-gov-east-1.amazonaws.com': 'aud',
  'cognito-identity.cn-north-1.amazonaws.com.cn': 'aud',
  'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d': 'sts:RoleSessionName',
};

const OF_EKS =
  /^(oidc\.eks\.((?!cn-)[a-z0-9-]+\.(amazonaws\.com|api\.aws)|cn-[a-z0-9-]+\.amazonaws\.com\.cn)|oidc-eks\.((?!cn-)[a-z0-9-]+\.api\.aws|cn-[a-z0-9-]+\.api\.amazonwebservices\.com\.cn))\/id\//;
/** Hosts of AWS that speak of EKS, or whose path is that of a cluster; buckets may be called anything. */
const MEANT_FOR_EKS =
  /^(?!.*\bs3\b)(?=[^/]*\beks\b[^/]*\/|[^/]*\/id\/[0-9A-F]{32}$)[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|api\.aws|amazonwebservices\.com\.cn)(\/|$)/i;

/** Whether an address is meant for a cluster of EKS, and is in none of the forms that its addresses have. */
export function isMistakenForEks(host: string): boolean {
  return MEANT_FOR_EKS.test(host) && !OF_EKS.test(host);
}

const HOSTS: [RegExp, IssuerKind][] = [
  [OF_EKS, 'kubernetes'],
  [/^[a-z0-9-]+\.oic\.(prod-)?aks\.azure\.com\//, 'kubernetes'],
  [/^container\.googleapis\.com\/v1\/projects\//, 'kubernetes'],
  [/^gitlab\.com$/, 'gitlab'],
  [/^app\.terraform\.io$/, 'terraform'],
  [/^api\.bitbucket\.org\/2\.0\/workspaces\//, 'bitbucket'],
  [/^oidc\.circleci\.com\/org\//, 'circleci'],
  [/^vstoken\.dev\.azure\.com\//, 'azure-devops'],
  [/\.app(\.us)?\.spacelift\.io$/, 'spacelift'],
  [/^agent\.buildkite\.com$/, 'buildkite'],
  [/^oidc\.vercel\.com(\/|$)/, 'vercel'],
  [/^api\.pulumi\.com\/oidc$/, 'pulumi'],
  [/^accounts\.google\.com$/, 'google'],
  [
    /^(sts\.windows\.net\/[^/]+\/?|login\.microsoftonline\.com\/[^/]+\/v2\.0)$/,
    'entra',
  ],
  [/^oidc\.fly\.io\/[^/]+$/, 'fly'],
];

/** Forms of subjects that only one kind of issuer has. They tell the kind where the address does not. */
const SHAPES: [RegExp, IssuerKind][] = [
  [/^system:serviceaccount/, 'kubernetes'],
  [/^repo:/, 'github'],
  [/^project_path:/, 'gitlab'],
  [/^organization:[^:]*:pipeline:/, 'buildkite'],
  [/^organization:([^:]*[*?]$|[^:]*:project:)/, 'terraform'],
  [/^sc:\/\//, 'azure-devops'],
  [/^org\/[^/]*\/project\//, 'circleci'],
  [/^space:/, 'spacelift'],
  [/^pulumi:/, 'pulumi'],
];

const TENANTS: IssuerKind[] = [
  'bitbucket',
  'circleci',
  'azure-devops',
  'spacelift',
  'entra',
  'fly',
];

const kindOfHost = remembered((host): IssuerKind | undefined => {
  const byHost = HOSTS.find(([form]) => form.test(host))?.[1];
  return byHost ?? (isGitHubHost(host) ? 'github' : undefined);
});

/** Whether the address itself tells the kind of issuer. */
export function isHostOfKind(host: string): boolean {
  return kindOfHost(host) !== undefined;
}

/** The shared issuer whose address begins this one, if there is one. */
const sharedOf = remembered((host): string | undefined => {
  for (let end = host.length; end > 0; end = host.lastIndexOf('/', end - 1)) {
    const issuer = host.slice(0, end);
    if (Object.hasOwn(SHARED, issuer)) {
      return issuer;
    }
  }
  return undefined;
});

const ofHost = remembered((host): Issuer | undefined => {
  const kind = kindOfHost(host);
  return kind && issuerOfKind(host, kind);
});

/** What is known of an issuer. `values`: values that policies want of its subjects, read only where the address tells nothing. */
export function issuerOf(
  host: string,
  values: () => string[],
  context: Pick<TrustReviewContext, 'clusters'>,
): Issuer {
  return (
    ofHost(host) ?? issuerOfKind(host, kindOfValues(host, values(), context))
  );
}

function issuerOfKind(host: string, kind: IssuerKind): Issuer {
  const shared = sharedOf(host);
  return {
    host,
    kind,
    isKnownHost: isHostOfKind(host),
    ...(shared !== undefined && { requiredClaim: SHARED[shared] }),
    isTenant:
      (TENANTS.includes(kind) && host.replace(/\/$/, '') !== shared) ||
      (kind === 'vercel' && host.includes('/')),
  };
}

function kindOfValues(
  host: string,
  values: string[],
  context: Pick<TrustReviewContext, 'clusters'>,
): IssuerKind {
  if (clustersOf(context, host).length > 0) {
    return 'kubernetes';
  }
  return (
    SHAPES.find(([form]) => values.some(value => form.test(value)))?.[1] ??
    'other'
  );
}

/**
 * Issuers whose tokens bring no tags for the session; those of Buildkite, Vault and others may.
 * Source: GitHub Docs, "Configuring OpenID Connect in Amazon Web Services"; Kubernetes, claims of ServiceAccount tokens.
 */
const WITHOUT_TAGS: Partial<Record<IssuerKind, string>> = {
  kubernetes: 'a cluster',
  github: 'GitHub',
};

/** Whose tokens bring no tags, in words; undefined where they may. */
export function withoutTags({ kind }: Pick<Issuer, 'kind'>) {
  return WITHOUT_TAGS[kind];
}

/** An id of Bitbucket stands in braces. */
const IN_BRACES = /^(?![0-9a-f]{8}-[0-9a-f]{4}-)/i;

const part = (role: SegmentRole, name: string): Segment => ({ role, name });
const owner = part('owner', 'organisation');
const project = part('project', 'project');

/** Of Terraform, which has no workspace. */
export const STACK = 'stack of components';

/**
 * Forms of subjects.
 * Sources: the vendors' pages on OpenID Connect tokens for AWS.
 */
export const TEMPLATES: Partial<Record<IssuerKind, Template[]>> = {
  gitlab: [
    [
      'project_path:',
      owner,
      '/',
      project,
      ':ref_type:',
      { ...part('detail', 'kind of ref'), form: /^(branch|tag)$/ },
      ':ref:',
      { ...part('detail', 'ref'), form: /^(?!refs\/(heads|tags)\/)/ },
    ],
  ],
  terraform: [
    [
      'organization:',
      owner,
      ':project:',
      project,
      ':workspace:',
      part('project', 'workspace'),
      ':run_phase:',
      { ...part('project', 'run phase'), form: /^(plan|apply)$/ },
    ],
    [
      'organization:',
      owner,
      ':project:',
      project,
      ':stack:',
      part('project', STACK),
      ':deployment:',
      part('project', 'deployment'),
      ':operation:',
      { ...part('project', 'operation'), form: /^(plan|apply)$/ },
    ],
  ],
  buildkite: [
    [
      'organization:',
      owner,
      ':pipeline:',
      part('project', 'pipeline'),
      ':ref:',
      { ...part('detail', 'ref'), form: /^refs\// },
      ':commit:',
      part('free', 'commit'),
      ':step:',
      part('free', 'step'),
    ],
  ],
  vercel: [
    [
      'owner:',
      owner,
      ':project:',
      project,
      ':environment:',
      part('detail', 'environment'),
    ],
  ],
  // What may follow the user, origin and ref, says nothing that the project does not.
  circleci: [
    ['org/', owner, '/project/', project, '/user/', part('free', 'user')],
  ],
  'azure-devops': [
    ['sc://', owner, '/', project, '/', part('project', 'service connection')],
  ],
  bitbucket: [
    [
      {
        ...part('project', 'repository'),
        whole: new RegExp(`^\\{[0-9a-f-]{36}\\}${ANY_RUN}+$`),
        form: IN_BRACES,
      },
      ':',
      part('free', 'environment and step'),
    ],
  ],
  fly: [[owner, ':', part('project', 'app'), ':', part('free', 'machine')]],
  spacelift: ['stack', 'module'].map(unit => [
    'space:',
    part('project', 'space'),
    `:${unit}:`,
    part('project', unit),
    ':run_type:',
    part('detail', 'kind of run'),
    ':scope:',
    part('detail', 'scope'),
  ]),
  pulumi: [
    [
      'pulumi:deploy:org:',
      owner,
      ':project:',
      project,
      ':stack:',
      part('project', 'stack'),
      ':operation:',
      part('detail', 'operation'),
      ':scope:',
      part('detail', 'scope'),
    ],
    [
      'pulumi:environments:org:',
      owner,
      ':env:',
      part('project', 'environment'),
    ],
  ],
};
