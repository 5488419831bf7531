import { NAMES } from '../api';
import { Behaviour } from '../../contract';
import { Cluster } from '../support/Cluster';
import { configMap } from '../support/manifests';
import { post } from '../support/objects';
import { refusal } from '../support/reduce';

const named = (
  id: string,
  what: string,
  plural: string,
  body: (name: string) => unknown,
  cases: Record<string, unknown>,
): Behaviour<Cluster> => ({
  id: `write.${id}`,
  what,
  source: NAMES,
  call: async cluster => {
    const answers: Record<string, unknown> = {};
    for (const name of Object.keys(cases)) {
      const answer = await post(cluster, plural, body(name));
      answers[name] =
        answer.status < 300
          ? answer.status
          : [answer.status, ...(refusal(answer) as any).causes];
    }
    return answers;
  },
  answer: cases,
});

const INVALID = (field: string) => [422, `${field}: FieldValueInvalid`];

export const naming: Behaviour<Cluster>[] = [
  named(
    'names',
    'most names are DNS subdomains of up to 253 letters',
    'configmaps',
    name => configMap(name),
    {
      'a.b-1': 201,
      '1': 201,
      ['x'.repeat(253)]: 201,
      ['x'.repeat(254)]: INVALID('metadata.name'),
      Upper: INVALID('metadata.name'),
      under_score: INVALID('metadata.name'),
      '-a': INVALID('metadata.name'),
      'a..b': INVALID('metadata.name'),
    },
  ),
  named(
    'service-names',
    'those of Services are DNS labels',
    'services',
    name => ({ metadata: { name }, spec: { ports: [{ port: 80 }] } }),
    {
      'a-1': 201,
      '1a': 201,
      'a.b': INVALID('metadata.name'),
    },
  ),
  named(
    'label-values',
    'values of labels have up to 63 letters and no slash',
    'configmaps',
    value => ({
      metadata: { generateName: 'c-', labels: { app: value } },
    }),
    {
      '': 201,
      'A_b.c-1': 201,
      ['x'.repeat(63)]: 201,
      ['x'.repeat(64)]: INVALID('metadata.labels'),
      'a/b': INVALID('metadata.labels'),
    },
  ),
  named(
    'annotation-keys',
    'keys of annotations are a name, and a DNS subdomain before it',
    'configmaps',
    key => ({ metadata: { generateName: 'c-', annotations: { [key]: 'v' } } }),
    {
      'eks.amazonaws.com/role-arn': 201,
      'Upper.example/a': 201,
      'a/b/c': INVALID('metadata.annotations'),
      'a b': INVALID('metadata.annotations'),
    },
  ),
  named(
    'data-keys',
    'keys of ConfigMaps are file names',
    'configmaps',
    key => ({ metadata: { generateName: 'c-' }, data: { [key]: 'v' } }),
    {
      AWS_ACCESS_KEY_ID: 201,
      'a.b-c': 201,
      '..': [422, 'data[..]: FieldValueInvalid'],
      'a/b': [422, 'data[a/b]: FieldValueInvalid'],
      '': [422, 'data[]: FieldValueInvalid'],
    },
  ),
];
