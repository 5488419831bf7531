import { finding, shown } from '../finding';
import { Issuer } from '../issuers/issuers';
import {
  ReadSegment,
  readTemplate,
  stateOf,
  written,
} from '../issuers/templates';
import { ReviewFinding, TrustReviewContext } from '../types';
import {
  ANCHORED,
  anyRef,
  areClaims,
  CHOSEN,
  claimsOf,
  customised,
  isOneRef,
} from './githubCustomised';
import { Is, ownership, withoutId } from './githubOwners';

const FIX = 'Name repository and branch, or repository and environment.';

/** Findings for one subject, exact or with wildcards. */
export function githubSubject(
  pattern: string,
  issuer: Issuer,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  const is = (
    ruleId: string,
    severity: ReviewFinding['severity'],
    category: ReviewFinding['category'],
    message: string,
    fix = FIX,
  ) => finding({ ruleId, severity, category, message, fix, statement: index });
  const claim = /^([a-z_]+):/.exec(pattern)?.[1];
  const isShared = issuer.requiredClaim !== undefined;
  if (isShared && claim && CHOSEN.includes(claim)) {
    return [
      is(
        'github-sub-abusable-claim',
        'critical',
        'exposure',
        `Any organisation can have GitHub sign a subject that begins with ${claim}.`,
        'Begin with repo, repository_id or repository_owner_id.',
      ),
    ];
  }
  if (claim && [...ANCHORED, ...CHOSEN].includes(claim)) {
    return customised(claim, pattern, { isShared, context, is });
  }
  const segments = readTemplate(pattern, [
    'repo:',
    { role: 'owner', name: 'owner' },
    '/',
    { role: 'project', name: 'repository' },
    ':',
    { role: 'detail', name: 'context' },
  ]);
  if (!segments || !areNames(segments)) {
    return [
      is(
        'sub-malformed',
        'high',
        'broken',
        `GitHub gives no token the subject ${shown(written(pattern))}.`,
      ),
    ];
  }
  const [owner, repository, detail] = segments.map(({ text }) => text);
  const isWhole = stateOf(owner + repository) === 'exact';
  if (isWhole && owner.includes('@') !== repository.includes('@')) {
    return [
      is(
        'sub-malformed',
        'high',
        'broken',
        `GitHub names owner and repository both with their ids or both without: no token has the subject ${written(
          pattern,
        )}.`,
      ),
    ];
  }
  const ownerName = withoutId(owner);
  const repositoryName = withoutId(repository);
  if (stateOf(ownerName) !== 'exact') {
    return [
      isShared
        ? is(
            'saas-owner-unanchored',
            'critical',
            'exposure',
            'Anyone can register an organisation whose name matches.',
            'Write the owner in full, closed by a slash.',
          )
        : is(
            'sub-any',
            'critical',
            'exposure',
            'Every repository of the server whose owner matches may assume the role.',
          ),
    ];
  }
  const found: ReviewFinding[] = [];
  const hasOpenId = [owner, repository].some(
    text => text.includes('@') && stateOf(text) !== 'exact',
  );
  if (hasOpenId) {
    found.push(
      is(
        'github-id-wildcard',
        'low',
        'hygiene',
        'The ids are left open, so a name that is registered again matches.',
        'Write the ids of owner and repository.',
      ),
    );
  }
  if (isShared) {
    const owned = ownership({ owner, repository }, context, is);
    if (owned.some(({ category }) => category === 'broken')) {
      return owned;
    }
    found.push(...owned);
    if (hasOnlyIds(owner, repositoryName, context)) {
      // None of its tokens has this form; see githubFormMismatch.
      return found;
    }
  }
  if (stateOf(repositoryName) !== 'exact') {
    return [
      ...found,
      is(
        'github-org-wide',
        'medium',
        'exposure',
        stateOf(repositoryName) === 'any'
          ? 'Every repository of the organisation may assume the role.'
          : 'Every repository of the organisation with a matching name may assume the role.',
      ),
    ];
  }
  if (!owner.includes('@') && isShared) {
    found.push(
      is(
        'github-mutable-sub',
        'info',
        'hygiene',
        'Owner and repository are named without their ids: whoever registers the names again gets such tokens.',
        'Write owner@id/repository@id, or require repository_id as well.',
      ),
    );
  }
  return [...found, ...detailFindings(detail, is)];
}

function hasOnlyIds(
  owner: string,
  repository: string,
  { projects }: TrustReviewContext,
): boolean {
  return (
    !owner.includes('@') &&
    (projects?.github ?? []).some(
      ({ name, hasImmutableSubject }) =>
        hasImmutableSubject && name === `${owner}/${repository}`,
    )
  );
}

/** Characters that a name at GitHub can have, with an id after it or without. */
const NAME = /^[A-Za-z0-9._@-]+$/;

function areNames([owner, repository]: ReadSegment[]): boolean {
  const isName = ({ state, text }: ReadSegment) =>
    state !== 'exact' || NAME.test(text);
  // What follows a wildcard is read by guess.
  return owner.state !== 'exact' || (isName(owner) && isName(repository));
}

function pullRequest(is: Is): ReviewFinding {
  return is(
    'github-pull-request',
    'medium',
    'exposure',
    'Code of a pull request, which nobody has reviewed yet, may assume the role.',
  );
}

function detailFindings(detail: string, is: Is): ReviewFinding[] {
  const refs = 'ref:refs/';
  if (detail === 'pull_request') {
    return [pullRequest(is)];
  }
  const literal = detail.split(/[\uE000\uE001]/)[0];
  if (literal.startsWith('pull_request:') && stateOf(detail) !== 'exact') {
    return [pullRequest(is)];
  }
  if (stateOf(detail) === 'exact') {
    const isForm =
      /^(ref:refs\/(heads|tags|pull)\/.|(?!ref:)[a-z_]+:.)/.test(detail) &&
      (!detail.startsWith('ref:') || detail.startsWith(refs)) &&
      areClaims(detail);
    if (!isForm) {
      return [
        is(
          'sub-malformed',
          'high',
          'broken',
          `GitHub gives no token a subject that ends in ${detail}.`,
        ),
      ];
    }
    return isOneRef(claimsOf(detail)) ? [] : [anyRef(is)];
  }
  if (literal.startsWith(`${refs}heads/`)) {
    return [
      is(
        'github-any-branch',
        'medium',
        'exposure',
        'Everybody who may push a branch with a matching name may assume the role.',
      ),
    ];
  }
  return [
    is(
      'github-any-ref',
      'medium',
      'exposure',
      literal.startsWith(`${refs}tags/`)
        ? 'Everybody who may push a tag with a matching name may assume the role.'
        : 'Every branch or environment that matches may assume the role, and where it is open pull requests too.',
    ),
  ];
}

/**
 * Repositories that are named only in the form that their tokens do not have.
 * Source: GitHub changelog, immutable subject claims, July 2026.
 */
export function githubFormMismatch(
  subjects: string[],
  index: number,
  { projects }: TrustReviewContext,
): ReviewFinding[] {
  const named = subjects.flatMap(subject => {
    const [, owner, repository] =
      /^repo:([^/:]+)\/([^/:]+):/.exec(subject) ?? [];
    return owner &&
      stateOf(withoutId(owner) + withoutId(repository)) === 'exact'
      ? [
          {
            name: `${withoutId(owner)}/${withoutId(repository)}`,
            hasIds: owner.includes('@'),
            // Ids left open are written for tokens to come.
            isOpen: stateOf(owner + repository) !== 'exact',
          },
        ]
      : [];
  });
  const wrong = (projects?.github ?? []).filter(
    ({ name, hasImmutableSubject = false }) =>
      named.some(each => each.name === name) &&
      !named.some(
        each =>
          each.name === name &&
          (each.isOpen || each.hasIds === hasImmutableSubject),
      ),
  );
  return wrong.map(({ name, hasImmutableSubject }) =>
    finding({
      ruleId: 'github-sub-format-mismatch',
      severity: 'high',
      category: 'broken',
      message: `Tokens of ${name} name owner and repository ${
        hasImmutableSubject ? 'with' : 'without'
      } their ids, so none of them matches.`,
      fix: 'List both forms.',
      statement: index,
    }),
  );
}
