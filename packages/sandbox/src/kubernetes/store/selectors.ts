import { badRequest } from '../ApiError';
import { valueAt } from '../json';
import { KubeObject, LabelSelector } from '../types';

export type ObjectFilter = (object: KubeObject) => boolean;
type LabelTest = (labels: Record<string, string>) => boolean;

function splitOutsideParentheses(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(Boolean);
}

function parseRequirement(text: string): LabelTest {
  const set = /^([^\s!=,()]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    return set[2] === 'in'
      ? labels => set[1] in labels && values.includes(labels[set[1]])
      : labels => !(set[1] in labels) || !values.includes(labels[set[1]]);
  }
  const equality = /^([^\s!=,()]+)\s*(==|=|!=)\s*([^\s!=,()]*)$/.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const existence = /^(!?)\s*([^\s!=,()]+)$/.exec(text);
  if (existence) {
    return existence[1]
      ? labels => !(existence[2] in labels)
      : labels => existence[2] in labels;
  }
  throw badRequest(
    `unable to parse requirement: found '${text}', expected a label selector`,
  );
}

/** Parses the text form: `a=b,c!=d,e in (f,g),!h`. */
export function parseLabelSelector(text: string): ObjectFilter {
  const tests = splitOutsideParentheses(text).map(parseRequirement);
  return object => {
    const labels = object.metadata.labels ?? {};
    return tests.every(test => test(labels));
  };
}

export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Record<string, string> = {},
): boolean {
  if (!selector) {
    return false;
  }
  const equal = Object.entries(selector.matchLabels ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
  return (
    equal &&
    (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
      switch (operator) {
        case 'In':
          return key in labels && (values ?? []).includes(labels[key]);
        case 'NotIn':
          return !(values ?? []).includes(labels[key]);
        case 'Exists':
          return key in labels;
        default:
          return !(key in labels);
      }
    })
  );
}

const FIELD_DEFAULTS: Record<string, string> = {
  'spec.unschedulable': 'false',
};

const FIELDS_BY_KIND: Record<string, string[]> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  secrets: ['type'],
  namespaces: ['status.phase'],
  nodes: ['spec.unschedulable'],
  replicasets: ['status.replicas'],
  jobs: ['status.successful'],
};

/**
 * Parses a text such as `metadata.name=a,status.phase!=Running`. Fields that the resource does not index are refused,
 * as on the real server.
 */
export function parseFieldSelector(text: string, plural: string): ObjectFilter {
  const tests = text
    .split(',')
    .filter(Boolean)
    .map(part => {
      const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part.trim());
      if (!match) {
        throw badRequest(
          `invalid selector: '${text}'; can't understand '${part}'`,
        );
      }
      const [, field, operator, value] = match;
      const known =
        field === 'metadata.name' ||
        field === 'metadata.namespace' ||
        FIELDS_BY_KIND[plural]?.includes(field);
      if (!known) {
        throw badRequest(`field label not supported: ${field}`);
      }
      return (object: KubeObject) => {
        const actual = String(
          valueAt(object, field.split('.')) ?? FIELD_DEFAULTS[field] ?? '',
        );
        return operator === '!=' ? actual !== value : actual === value;
      };
    });
  return object => tests.every(test => test(object));
}
