import { toPattern } from '../policy/wildcards';
import { askTrust, TrustReviewContext } from '../trust';
import { tokenSets } from '../trust/reach/tokenWay';
import { principalsOf } from '../trust/reach/whoMayAssume';
import { hostOf } from '../trust/rules/provider';
import { Cell, isEmptyCell, SearchBudget } from '../trust/sets/pattern';
import { isInSet, SubjectSet } from '../trust/sets/subjectSet';
import { policyOf } from './read';
import { Certainty, ChainRole, RoleSeeker } from './types';

type TokenSeeker = Exclude<RoleSeeker, { kind: 'role' }>;

const GITHUB = 'token.actions.githubusercontent.com';
const DEFAULT_AUDIENCE = 'sts.amazonaws.com';
/** What the search for one answer may cost. A search that is given up counts as "some of them". */
const SEARCHES = 50_000;

/** Whether tokens of the seeker are let in by the trust policy of a role; undefined when none of them is. */
export function byToken(
  seeker: TokenSeeker,
  role: ChainRole,
): Certainty | undefined {
  const policy = policyOf(role);
  if (!policy) {
    return undefined;
  }
  const host = hostOfSeeker(seeker);
  const providers = principalsOf(policy).filter(
    ({ kind, value }) =>
      (kind === 'Federated' && hostOf(value) === host) ||
      // Whoever has a token of an identity provider of the account.
      (kind === 'AWS' && value === '*'),
  );
  if (providers.length === 0) {
    return undefined;
  }
  const provider =
    providers.find(({ kind }) => kind === 'Federated')?.value ??
    `arn:${role.context.partition ?? 'aws'}:iam::${
      role.accountId
    }:oidc-provider/${host}`;
  const { set } = tokenSets(provider, policy, role.context);
  return seeker.kind === 'serviceAccount'
    ? ofServiceAccount(seeker, host, set, role)
    : ofRepository(seeker, set);
}

function hostOfSeeker(seeker: TokenSeeker): string {
  const issuer =
    seeker.kind === 'repository' ? seeker.issuer ?? GITHUB : seeker.issuer;
  return issuer.replace(/^https:\/\//, '');
}

function ofServiceAccount(
  { namespace, name }: { namespace: string; name: string },
  host: string,
  set: SubjectSet,
  role: ChainRole,
): Certainty | undefined {
  const sub = `system:serviceaccount:${namespace}:${name}`;
  if (!isInSet(set, sub)) {
    return undefined;
  }
  const isLetIn = audiencesOf(host, role.context).some(aud =>
    isAllowed(role, host, { sub, aud }),
  );
  return isLetIn ? 'certain' : 'conditional';
}

/**
 * Subjects of a repository name it with or without ids, or, where its owner has customised them, by something else: then it is not known
 * whether they are its own. Source: GitHub Docs, "OpenID Connect reference".
 */
function ofRepository(
  { repository, job }: { repository: string; job?: string },
  set: SubjectSet,
): Certainty | undefined {
  const [owner, name] = repository.split('/');
  const rest = job ?? '*';
  const own = [
    `repo:${owner}/${name}:${rest}`,
    `repo:${owner}@*/${name}@*:${rest}`,
  ];
  const isOwn = new RegExp(
    `^repo:${literal(owner)}(@\\d+)?/${literal(name)}(@\\d+)?:${
      job === undefined ? '' : `${literal(job)}$`
    }`,
  );
  const someOf = set.members.some(member => isOwn.test(member));
  const fits = set.cells.filter(cell => own.some(each => meets(cell, each)));
  if (someOf || fits.length > 0) {
    const isWhole = fits.some(cell => own.every(each => holds(cell, each)));
    return isWhole && !set.isConditional ? 'certain' : 'conditional';
  }
  const isCustomised =
    set.members.some(member => !member.startsWith('repo:')) ||
    set.cells.some(
      cell => !cell.all.some(({ source }) => /^repo:/.test(source)),
    );
  return isCustomised ? 'notKnown' : undefined;
}

/** Whether some subjects that match the pattern are in the cell. */
function meets({ all, none }: Cell, pattern: string): boolean {
  return !isEmptyCell({ all: [...all, patternOf(pattern)], none }, budget());
}

/** Whether every subject that matches the pattern is in the cell. */
function holds({ all, none }: Cell, pattern: string): boolean {
  const own = patternOf(pattern);
  return (
    all.every(each => isEmptyCell({ all: [own], none: [each] }, budget())) &&
    none.every(each => isEmptyCell({ all: [own, each], none: [] }, budget()))
  );
}

function patternOf(source: string) {
  return { source, text: toPattern(source), ignoreCase: false };
}

function budget(): SearchBudget {
  return { left: SEARCHES };
}

function audiencesOf(
  host: string,
  { providers }: TrustReviewContext,
): string[] {
  const registered = providers?.find(
    ({ url }) => url.replace(/^https:\/\//, '') === host,
  );
  return registered?.clientIds ?? [DEFAULT_AUDIENCE];
}

function isAllowed(
  { trust, context }: ChainRole,
  host: string,
  claims: Record<string, string>,
): boolean {
  const { decision } = askTrust(
    trust,
    { kind: 'token', issuer: host, claims },
    context,
  );
  return decision === 'allow';
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
