import { JsonNode } from '../json/readJson';
import { ReviewFinding } from '../types';

/** A part of the text: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

type Place =
  | 'subject'
  | 'audience'
  | 'condition'
  | 'principal'
  | 'action'
  | 'sid';

/** Where the reason of a finding stands, by the beginning of the rule's id. The first that fits counts. */
const PLACES: [RegExp, Place][] = [
  [/^(aud-|cognito-aud)/, 'audience'],
  [/^(action-|notaction|tagsession-)/, 'action'],
  [/^duplicate-sid/, 'sid'],
  [
    /^(principal-(wildcard|malformed)|notprincipal|provider-|dangling-provider|unknown-issuer|deleted-principal|pod-identity-|roles-anywhere|service-unknown|cross-|role-chaining|mixed-principals|thumbprint|shared-issuer-clusters)/,
    'principal',
  ],
  [
    /^(condition-|multi-provider|time-|principal-org|external-id|operator-|duplicate-key|session-tags|deny-|cognito-)/,
    'condition',
  ],
  [
    /^(sub-|null-|github-|saas-|serviceaccount-|dangling-|shared-|privileged-|set-operator|.*-vacuous|policy-variable)/,
    'subject',
  ],
];
/** About the role and not about its policy. */
const NOT_IN_TEXT = /^(long-session|unused-role)$/;

/** Parts of the text that are the reason of a finding, in the order of the text. None: it is about the role itself. */
export function evidenceOf(
  { ruleId, statement, about = [] }: ReviewFinding,
  root: JsonNode,
): Span[] {
  if (NOT_IN_TEXT.test(ruleId)) {
    return [];
  }
  if (ruleId === 'version-old') {
    return memberSpans(root, ['Version'], root);
  }
  const within = statement === undefined ? root : statementAt(root, statement);
  const named = namedIn(within, about);
  if (named.length > 0) {
    return named;
  }
  if (ruleId === 'duplicate-json-key') {
    return repeated(root);
  }
  const place = PLACES.find(([form]) => form.test(ruleId))?.[1];
  return place ? placeIn(within, place) : [spanOf(within)];
}

function placeIn(within: JsonNode, place: Place): Span[] {
  switch (place) {
    case 'principal':
      return memberSpans(within, ['Principal', 'NotPrincipal'], within);
    case 'action':
      return memberSpans(within, ['Action', 'NotAction'], within);
    case 'sid':
      return memberSpans(within, ['Sid'], within);
    case 'condition':
      return memberSpans(within, ['Condition'], within);
    default: {
      const claim = place === 'subject' ? /:sub$/i : /:aud$/i;
      const tests = conditionKeys(within).filter(({ name }) =>
        claim.test(name),
      );
      return tests.length > 0
        ? tests.map(memberSpan)
        : memberSpans(within, ['Condition'], within);
    }
  }
}

type Member = NonNullable<JsonNode['members']>[number];

function statementAt(root: JsonNode, index: number): JsonNode {
  const all = membersOf(root, ['Statement']).pop()?.node;
  return all?.items?.[index] ?? (all?.items ? root : all ?? root);
}

/** The members of every operator of a statement, or of all statements when it is the whole policy. */
function conditionKeys(node: JsonNode): Member[] {
  return membersOf(node, ['Condition']).flatMap(({ node: block }) =>
    (block.members ?? []).flatMap(({ node: keys }) => keys.members ?? []),
  );
}

function membersOf(node: JsonNode, names: string[]): Member[] {
  return (node.members ?? []).filter(({ name }) => names.includes(name));
}

function memberSpans(node: JsonNode, names: string[], otherwise: JsonNode) {
  const found = membersOf(node, names);
  return found.length > 0 ? found.map(memberSpan) : [spanOf(otherwise)];
}

/** Members with one of these names, and texts that are one of them. */
function namedIn(node: JsonNode, about: string[]): Span[] {
  if (about.length === 0) {
    return [];
  }
  const ofMembers = (node.members ?? []).flatMap(member =>
    about.includes(member.name)
      ? [memberSpan(member)]
      : namedIn(member.node, about),
  );
  const ofItems = (node.items ?? []).flatMap(item => namedIn(item, about));
  const isIt = typeof node.value === 'string' && about.includes(node.value);
  return isIt ? [spanOf(node)] : [...ofMembers, ...ofItems];
}

function repeated(node: JsonNode): Span[] {
  const { members = [], items = [] } = node;
  const twice = members.filter(
    ({ name }, at) =>
      members.findIndex(other => other.name === name) !== at ||
      members.slice(at + 1).some(other => other.name === name),
  );
  return twice.length > 0
    ? twice.map(memberSpan)
    : [...members.map(each => each.node), ...items].flatMap(repeated);
}

function memberSpan({ nameStart, node }: Member): Span {
  return { start: nameStart, end: node.end };
}

function spanOf({ start, end }: JsonNode): Span {
  return { start, end };
}
