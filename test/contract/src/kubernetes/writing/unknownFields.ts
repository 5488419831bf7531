import { Behaviour } from '../../contract';
import { CONCEPTS } from '../api';
import { Cluster } from '../support/Cluster';
import { configMap, deployment, MERGE_PATCH } from '../support/manifests';
import { made, patch, post, said } from '../support/objects';
import { refusal } from '../support/reduce';

const FIELDS = `${CONCEPTS}#field-validation`;

const TYPO = {
  ...configMap('c'),
  dta: {},
  metadata: { name: 'c', lables: {} },
};

const strict = { fieldValidation: 'Strict' };

function warnings(headers: { warning?: string | string[] }): string[] {
  const { warning = [] } = headers;
  return [warning].flat().flatMap(each => each.split(/, (?=299 )/));
}

export const unknownFields: Behaviour<Cluster>[] = [
  {
    id: 'fields.strict',
    what: 'Strict refuses an object with fields that nobody knows, and names them',
    source: FIELDS,
    call: async cluster =>
      said(await post(cluster, 'configmaps', TYPO, strict)),
    answer: {
      status: 400,
      reason: 'BadRequest',
      message:
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "metadata.lables", unknown field "dta"',
    },
  },
  {
    id: 'fields.strict-patch',
    what: 'a patch that adds one is Invalid',
    source: FIELDS,
    call: async cluster => {
      await made(cluster, 'deployments', deployment('d', { replicas: 0 }));
      return refusal(
        await patch(
          cluster,
          'deployments',
          'd',
          MERGE_PATCH,
          { spec: { template: { spec: { serviceAcount: 'x' } } } },
          strict,
        ),
      );
    },
    answer: {
      status: 422,
      reason: 'Invalid',
      causes: ['patch: FieldValueInvalid'],
    },
  },
  {
    id: 'fields.strict-duplicate',
    what: 'Strict refuses a field that is given twice',
    source: FIELDS,
    call: async cluster =>
      said(
        await post(
          cluster,
          'configmaps',
          '{"metadata":{"name":"c"},"data":{"a":"1","a":"2"}}',
          strict,
        ),
      ),
    answer: {
      status: 400,
      reason: 'BadRequest',
      message:
        'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: duplicate field "data.a"',
    },
  },
  {
    id: 'fields.warn',
    what: 'without a word they are dropped, with warnings',
    source: FIELDS,
    call: async cluster => {
      const { status, body, headers } = await post(cluster, 'configmaps', TYPO);
      return [status, 'dta' in body, warnings(headers)];
    },
    answer: [
      201,
      false,
      [
        '299 - "unknown field \\"metadata.lables\\""',
        '299 - "unknown field \\"dta\\""',
      ],
    ],
  },
  {
    id: 'fields.ignore',
    what: 'Ignore drops them in silence',
    source: FIELDS,
    call: async cluster => {
      const { status, body, headers } = await post(
        cluster,
        'configmaps',
        TYPO,
        { fieldValidation: 'Ignore' },
      );
      return [status, 'dta' in body, warnings(headers)];
    },
    answer: [201, false, []],
  },
  {
    id: 'fields.unknown-level',
    what: 'another level does not exist',
    source: FIELDS,
    call: async cluster =>
      said(
        await post(cluster, 'configmaps', configMap('c'), {
          fieldValidation: 'Please',
        }),
      ),
    answer: {
      status: 422,
      reason: 'Invalid',
      kind: 'CreateOptions',
      group: 'meta.k8s.io',
      causes: ['fieldValidation: FieldValueNotSupported'],
      message:
        'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Please": supported values: "", "Ignore", "Strict", "Warn"',
    },
  },
];
