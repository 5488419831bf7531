import { ANY_CHARACTER, ANY_RUN } from '../../policy/wildcards';
import { finding } from '../finding';
import { stateOf, written } from '../issuers/templates';
import { Pattern } from '../sets/types';
import { ReviewFinding } from '../types';
import { exactServiceAccount, NAME_SUBJECT, PREFIX } from './kubernetes';

/** Namespaces whose ServiceAccounts run the cluster itself. */
const SYSTEM = ['kube-system', 'kube-public', 'kube-node-lease'];
const WILDCARDS = new RegExp(`[${ANY_RUN}${ANY_CHARACTER}]`, 'g');
const severities = ['info', 'low', 'medium', 'high', 'critical'];

type Draft = [
  ruleId: string,
  severity: ReviewFinding['severity'],
  message: string,
];
const EVERYBODY: Draft = [
  'sub-any',
  'critical',
  'Every ServiceAccount of the cluster may assume the role.',
];

/** How much of a cluster a pattern lets in. */
export function patternOfServiceAccounts(
  { text, ignoreCase }: Pattern,
  index: number,
): ReviewFinding[] {
  const value = ignoreCase ? text.toLowerCase() : text;
  const ends = endsOf(value).filter(isPossible);
  if (ends.length === 0) {
    return [impossible(value, index)];
  }
  const drafts = ends.flatMap(end => (isExact(end) ? [] : [draftOf(end)]));
  if (drafts.length === 0) {
    return ends.flatMap(end => exactServiceAccount(`${PREFIX}${end}`, index));
  }
  const [ruleId, severity, message] = drafts.sort(
    ([, left], [, right]) =>
      severities.indexOf(right) - severities.indexOf(left),
  )[0];
  return [
    finding({
      ruleId,
      severity,
      category: 'exposure',
      message,
      fix: NAME_SUBJECT,
      statement: index,
    }),
  ];
}

/** The one name that the pattern matches, when it leaves open only what is the same for all. */
export function onlyNameOf({ text, ignoreCase }: Pattern): string | undefined {
  if (ignoreCase || text.startsWith(PREFIX)) {
    return undefined;
  }
  const [end, ...others] = endsOf(text).filter(isPossible);
  return end !== undefined && others.length === 0 && isExact(end)
    ? `${PREFIX}${end}`
    : undefined;
}

/**
 * What the pattern says of namespace and name: what is left of it when it has read `system:serviceaccount:`. A wildcard that has read
 * some of that may stand for more, so there may be several.
 */
function endsOf(pattern: string): string[] {
  let at = new Set([0]);
  for (const character of PREFIX) {
    const next = new Set<number>();
    for (const start of at) {
      for (const place of withSkippedRuns(pattern, start)) {
        const is = pattern[place];
        if (is === ANY_RUN) {
          next.add(place);
        } else if (is === ANY_CHARACTER || is === character) {
          next.add(place + 1);
        }
      }
    }
    at = next;
  }
  const places = [...at].flatMap(start => withSkippedRuns(pattern, start));
  return [...new Set(places)].map(place => pattern.slice(place));
}

/** The place itself, and those after the runs that begin there, which may stand for nothing. */
function withSkippedRuns(pattern: string, start: number): number[] {
  const places = [start];
  for (let place = start; pattern[place] === ANY_RUN; place += 1) {
    places.push(place + 1);
  }
  return places;
}

/** Whether namespace and name can be found in what is left; the names of Kubernetes have one colon between them and none within. */
function isPossible(end: string): boolean {
  const colons = end.split(':').length - 1;
  const mayHold = end.includes(ANY_RUN) || end.includes(ANY_CHARACTER);
  return (
    /^[a-z0-9.:-]*$/.test(end.replace(WILDCARDS, '')) &&
    colons <= 1 &&
    (colons === 1 || mayHold) &&
    !/^[:.-]|[:.-]$/.test(end) &&
    !/[.-]:|:[.-]/.test(end)
  );
}

function isExact(end: string): boolean {
  return stateOf(end) === 'exact';
}

function draftOf(end: string): Draft {
  const [namespace, name] = partsOf(end);
  const isAnyName = name === undefined || stateOf(name) === 'any';
  if (stateOf(namespace) === 'any') {
    return isAnyName
      ? EVERYBODY
      : [
          'sub-any-namespace',
          'high',
          'Everybody who may create a namespace can create this ServiceAccount in it and assume the role.',
        ];
  }
  if (stateOf(namespace) === 'partial' || name === undefined) {
    return [
      'sub-namespace-pattern',
      'high',
      'Others may create a namespace with a matching name.',
    ];
  }
  return isAnyName
    ? [
        'sub-any-serviceaccount',
        SYSTEM.includes(namespace) ? 'high' : 'medium',
        `Every ServiceAccount of namespace ${namespace} may assume the role.`,
      ]
    : [
        'sub-serviceaccount-pattern',
        'medium',
        `Everybody who may create ServiceAccounts in ${namespace} can choose a matching name.`,
      ];
}

/** Namespace and name; a run that stands for the colon belongs to both. */
function partsOf(end: string): [namespace: string, name?: string] {
  const colon = end.indexOf(':');
  if (colon >= 0) {
    return [end.slice(0, colon), end.slice(colon + 1)];
  }
  const [start] = end.split(ANY_RUN);
  return start === '' ? [ANY_RUN, end] : [end];
}

/** No name of Kubernetes matches. */
function impossible(value: string, index: number): ReviewFinding {
  const shown = written(value);
  const broken = (ruleId: string, message: string, fix = NAME_SUBJECT) =>
    finding({
      ruleId,
      severity: 'high',
      category: 'broken',
      message,
      fix,
      statement: index,
    });
  if (value.includes('${')) {
    return broken(
      'policy-variable-unresolved',
      `${shown} stays as it is written in this version of the language, and no token has such a subject.`,
      'Write the value itself.',
    );
  }
  return endsOf(value.toLowerCase()).some(isPossible)
    ? broken(
        'sub-case-mismatch',
        `Names in a cluster are lower case: no token has a subject like ${shown}.`,
      )
    : broken(
        'sub-malformed',
        `No cluster gives a token a subject like ${shown}.`,
      );
}
