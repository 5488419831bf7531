import { ANY_CHARACTER, ANY_RUN } from '../../policy/wildcards';
import { finding, shown } from '../finding';
import { Issuer, STACK, TEMPLATES } from '../issuers/issuers';
import {
  ReadSegment,
  readTemplate,
  stateOf,
  Template,
  written,
} from '../issuers/templates';
import { ReviewFinding, SharedIssuerKind, TrustReviewContext } from '../types';

/** Source: GitLab Docs, "Projects API", `ci_id_token_sub_claim_components`. */
const GITLAB_BEGINNINGS = ['project_path:', 'project_id:'];

/** Source: Spacelift Documentation, "Customizing the OIDC Subject Claim". */
const SPACELIFT_USUAL = ['space:'];

/** Whether a name stands twice in it, or a kind of ref that there is not: GitLab makes subjects of names and values in turn, each name once. */
function isOddlyMadeUp(pattern: string): boolean {
  if (stateOf(pattern) !== 'exact') {
    return false;
  }
  const parts = pattern.split(':');
  const names = parts.filter((_, at) => at % 2 === 0);
  const kind = parts[names.indexOf('ref_type') * 2 + 1];
  return (
    parts.length % 2 === 1 ||
    new Set(names).size < names.length ||
    (names.includes('ref_type') && !/^(branch|tag)$/.test(kind))
  );
}

/** What a GitLab subject may say without a word on which of the project's pipelines. */
const GITLAB_WHOLE = /^(project|namespace)_(path|id)$|^ref_type$/;

/** Whether it is made up of names that every pipeline of the project has alike. */
function isOfAnyPipeline(pattern: string): boolean {
  return (
    stateOf(pattern) === 'exact' &&
    pattern
      .split(':')
      .every((part, at) => at % 2 === 1 || GITLAB_WHOLE.test(part))
  );
}

/** Whether a text that the pattern stands for may begin so. */
function mayBegin(pattern: string, beginnings: string[]): boolean {
  const [literal] = pattern.split(new RegExp(`[${ANY_RUN}${ANY_CHARACTER}]`));
  return beginnings.some(
    beginning =>
      literal.startsWith(beginning) ||
      (literal !== pattern && beginning.startsWith(literal)),
  );
}

/** Findings for one subject of an issuer that is neither a cluster nor GitHub, exact or with wildcards. */
export function saasSubject(
  pattern: string,
  issuer: Issuer,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  const templates = TEMPLATES[issuer.kind];
  if (!templates) {
    return otherSubject(pattern, issuer, index);
  }
  const readings = templates
    .flatMap(template => {
      const segments = readTemplate(pattern, template);
      return segments ? [{ segments, template }] : [];
    })
    .sort(
      (left, right) =>
        fixedIn(pattern, right.template) - fixedIn(pattern, left.template),
    )
    .map(({ segments }) => segments);
  if (readings.length === 0) {
    // GitLab projects may make up their subjects, which begin with the project all the same; accounts of Spacelift have a template.
    const isMadeUp =
      issuer.kind === 'pulumi' ||
      (issuer.kind === 'spacelift' && !mayBegin(pattern, SPACELIFT_USUAL)) ||
      (issuer.kind === 'gitlab' &&
        mayBegin(pattern, GITLAB_BEGINNINGS) &&
        !isOddlyMadeUp(pattern));
    if (isMadeUp && issuer.kind === 'gitlab' && isOfAnyPipeline(pattern)) {
      return [
        finding({
          ruleId: 'sub-pattern',
          severity: 'medium',
          category: 'exposure',
          message:
            'Every pipeline of the project may assume the role, whatever its branch: the subject says nothing of it.',
          fix: 'Let the subject name the ref too, or the environment.',
          statement: index,
        }),
      ];
    }
    return isMadeUp
      ? otherSubject(pattern, issuer, index)
      : [malformed(pattern, issuer, index)];
  }
  const isFormed = readings.some(segments =>
    segments.every(
      ({ state, form, text }) => state !== 'exact' || !form || form.test(text),
    ),
  );
  if (!isFormed) {
    return [malformed(pattern, issuer, index)];
  }
  return segmentFindings(readings[0], pattern, issuer, index, context);
}

/** How many of the fixed texts of the form are written: the form that has most is the one that was meant. */
function fixedIn(pattern: string, template: Template): number {
  return template.filter(
    part => typeof part === 'string' && pattern.includes(part),
  ).length;
}

function malformed(
  pattern: string,
  { host }: Issuer,
  index: number,
): ReviewFinding {
  return finding({
    ruleId: 'sub-malformed',
    severity: 'high',
    category: 'broken',
    message: `${host} gives no token the subject ${shown(written(pattern))}.`,
    fix: 'Copy the subject from a token.',
    statement: index,
  });
}

function segmentFindings(
  segments: ReadSegment[],
  pattern: string,
  issuer: Issuer,
  index: number,
  context: TrustReviewContext,
): ReviewFinding[] {
  const of = (role: string) => segments.filter(each => each.role === role);
  const [owner] = of('owner');
  // At an address of its own every token is of the one organisation, whatever the subject says of it.
  const isOwnerOpen = owner && owner.state !== 'exact' && !issuer.isTenant;
  if (isOwnerOpen && issuer.requiredClaim === 'sub') {
    return [
      finding({
        ruleId: 'saas-owner-unanchored',
        severity: 'critical',
        category: 'exposure',
        message: `Anyone can register a name at ${issuer.host} that matches the pattern.`,
        fix: 'Write the owner in full, closed by its separator.',
        statement: index,
      }),
    ];
  }
  if (isOwnerOpen && owner.state === 'any' && !issuer.requiredClaim) {
    return [everySubject(issuer, index)];
  }
  const own = ownOwner(issuer);
  if (owner?.state === 'exact' && own !== undefined && owner.text !== own) {
    return [malformed(pattern, issuer, index)];
  }
  const found =
    owner && owner.state === 'exact' && issuer.requiredClaim === 'sub'
      ? ownership(segments, issuer, index, context)
      : [];
  const openProject = of('project').find(({ state }) => state !== 'exact');
  if (openProject || isOwnerOpen) {
    return [
      ...found,
      finding({
        ruleId: 'saas-any-project',
        severity: 'medium',
        category: 'exposure',
        message: `Every ${
          openProject?.name ?? 'project'
        } that matches may assume the role.`,
        fix: 'Name it in full.',
        statement: index,
      }),
    ];
  }
  const openDetail = of('detail').find(({ state }) => state !== 'exact');
  return openDetail
    ? [
        ...found,
        finding({
          ruleId: 'sub-pattern',
          severity: 'medium',
          category: 'exposure',
          message: `Every ${openDetail.name} that matches may assume the role.`,
          fix: 'Name it in full.',
          statement: index,
        }),
      ]
    : found;
}

function ownership(
  segments: ReadSegment[],
  issuer: Issuer,
  index: number,
  { owners, projects }: TrustReviewContext,
): ReviewFinding[] {
  const kind = issuer.kind as SharedIssuerKind;
  const [{ text: owner }, ...parts] = segments;
  if (owners?.[kind] && !owners[kind].includes(owner)) {
    const almost = alike(owners[kind], owner);
    if (almost) {
      return [caseMismatch(almost, index)];
    }
    return [
      finding({
        ruleId: 'saas-unknown-owner',
        severity: 'high',
        category: 'exposure',
        message: `${owner} at ${issuer.host} is not the company's. Who owns the name may assume the role.`,
        fix: 'Remove the subject.',
        statement: index,
      }),
    ];
  }
  const named = parts.filter(
    ({ role, name }) => role === 'project' && name !== 'run phase',
  );
  const name = [owner, ...named.map(({ text }) => text)].join('/');
  const isUnknown =
    projects?.[kind] &&
    // What is known of Terraform are workspaces.
    !named.some(each => each.name === STACK) &&
    named.every(({ state }) => state === 'exact') &&
    !projects[kind].some(each => each.name === name);
  const almost =
    isUnknown &&
    alike(
      projects![kind]!.map(each => each.name),
      name,
    );
  if (almost) {
    return [caseMismatch(almost, index)];
  }
  return isUnknown
    ? [
        finding({
          ruleId: 'saas-unknown-project',
          severity: 'medium',
          category: 'exposure',
          message: `There is no ${name} at ${issuer.host}. Who creates it may assume the role.`,
          fix: 'Remove the subject.',
          statement: index,
        }),
      ]
    : [];
}

/** The only owner whose tokens an address signs that names one. */
function ownOwner({ kind, host }: Issuer): string | undefined {
  return {
    circleci: /^oidc\.circleci\.com\/org\/([^/]+)$/,
    vercel: /^oidc\.vercel\.com\/([^/]+)$/,
    fly: /^oidc\.fly\.io\/([^/]+)$/,
  }[kind as string]?.exec(host)?.[1];
}

function everySubject({ host }: Issuer, index: number): ReviewFinding {
  return finding({
    ruleId: 'sub-any',
    severity: 'critical',
    category: 'exposure',
    message: `Every token of ${host} may assume the role.`,
    fix: 'Name the subject with StringEquals.',
    statement: index,
  });
}

function alike(names: string[], name: string): string | undefined {
  return names.find(each => each.toLowerCase() === name.toLowerCase());
}

function caseMismatch(name: string, index: number): ReviewFinding {
  return finding({
    ruleId: 'sub-case-mismatch',
    severity: 'high',
    category: 'broken',
    message: `It is called ${name}; subjects are compared with regard to case.`,
    fix: 'Copy the subject from a token.',
    statement: index,
  });
}

/** Of an issuer whose subjects are not known, only the pattern itself can be judged. */
function otherSubject(
  pattern: string,
  issuer: Issuer,
  index: number,
): ReviewFinding[] {
  const state = stateOf(pattern);
  if (state === 'exact') {
    // A subject may really contain such a character, but hardly ever does.
    return /[*?]/.test(pattern) ? [literalWildcard(index)] : [];
  }
  if (state === 'any') {
    return [everySubject(issuer, index)];
  }
  const isOpenAtStart = stateOf(pattern[0]) !== 'exact';
  // `account:`, `account:acm`: the first name, which is the owner's, is not closed.
  const [literal] = pattern.split(new RegExp(`[${ANY_RUN}${ANY_CHARACTER}]`));
  const isOwnerOpen = /^[^:/]*[:/]?[^:/]*$/.test(literal);
  const message = `Every subject of ${issuer.host} that matches ${written(
    pattern,
  )} may assume the role.`;
  const fix = 'Name the subject with StringEquals.';
  const category = 'exposure';
  return [
    isOwnerOpen && issuer.requiredClaim === 'sub'
      ? finding({
          ruleId: 'saas-owner-unanchored',
          severity: 'critical',
          category,
          message,
          fix,
          statement: index,
        })
      : finding({
          ruleId: 'sub-pattern',
          severity: isOpenAtStart ? 'high' : 'medium',
          category,
          message,
          fix,
          statement: index,
        }),
  ];
}

export function literalWildcard(index: number): ReviewFinding {
  return finding({
    ruleId: 'sub-literal-wildcard',
    severity: 'high',
    category: 'broken',
    message:
      'A wildcard under StringEquals is an ordinary character: no token has such a subject.',
    fix: 'Use StringLike, or name the subject exactly.',
    statement: index,
  });
}
