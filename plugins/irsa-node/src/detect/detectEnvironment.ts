import { CredentialReference } from '@internal/plugin-irsa-common';
import { keyIdentity } from '../keyIdentity';
import { findAccessKeyId } from './accessKeyId';
import {
  CataloguedName,
  isSuspiciousObjectName,
  lookUpName,
} from './credentialCatalogue';
import type { Candidate } from './detectCredentials';
import { KeysOf, ObjectKind, PodContainer } from './types';

/** References from `env` and `envFrom`. Variables of one object make one reference. */
export function detectEnvironment(
  container: PodContainer,
  keysOf: KeysOf,
): Candidate[] {
  return [
    ...detectLiterals(container),
    ...detectKeyRefs(container),
    ...detectSources(container, keysOf),
  ];
}

function detectLiterals(container: PodContainer): Candidate[] {
  const found: { name: string; known?: CataloguedName; id?: string }[] = [];
  for (const { name, value } of container.env ?? []) {
    // An empty string switches the variable off on purpose.
    if (value) {
      const known = lookUpName(name);
      const id = findAccessKeyId(value);
      if (known || id) {
        found.push({ name, known, id });
      }
    }
  }
  if (found.length === 0) {
    return [];
  }
  const ids = found.flatMap(({ id }) => id ?? []);
  const names = found.map(({ name }) => name);
  const named = verdictOfNames(found.flatMap(({ known }) => known ?? []));
  const idVariable = found.some(({ known }) => known?.part === 'id');
  const foreign = ids.length === 0 && idVariable;
  let verdict = named;
  if (ids.length > 0) {
    verdict = {
      verdict: 'static-aws',
      why: 'An AWS access key is written into the workload itself',
    };
  } else if (foreign) {
    verdict = {
      verdict: 's3-compatible',
      why: 'The key id written into the workload does not have the form of an AWS access key id',
    };
  }
  return [
    {
      reference: {
        location: 'env-literal',
        keyNames: [],
        envNames: names,
        keyLast4: ids[0]?.slice(-4),
        readLevel: 0,
        ...verdict,
      },
      idKeys: [],
      literalKeys: ids.map(keyIdentity),
    },
  ];
}

function detectKeyRefs(container: PodContainer): Candidate[] {
  const groups = new Map<
    string,
    {
      kind: ObjectKind;
      name: string;
      optional: boolean;
      entries: { variable: string; key: string; known: CataloguedName }[];
    }
  >();
  for (const { name: variable, valueFrom } of container.env ?? []) {
    const kind: ObjectKind = valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap';
    const ref = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
    const known = ref && (lookUpName(variable) ?? lookUpName(ref.key));
    if (ref && known) {
      const id = `${kind}/${ref.name}`;
      const group = groups.get(id) ?? {
        kind,
        name: ref.name,
        optional: true,
        entries: [],
      };
      group.optional &&= ref.optional ?? false;
      group.entries.push({ variable, key: ref.key, known });
      groups.set(id, group);
    }
  }
  return [...groups.values()].map(({ kind, name, optional, entries }) => ({
    reference: {
      location: kind === 'Secret' ? 'env-secretKeyRef' : 'env-configMapKeyRef',
      objectKind: kind,
      objectName: name,
      keyNames: entries.map(({ key }) => key),
      envNames: entries.map(({ variable }) => variable),
      optional,
      readLevel: 0,
      ...verdictOfNames(entries.map(({ known }) => known)),
    },
    idKeys: entries
      .filter(({ known }) => known.part === 'id')
      .map(({ key }) => key),
    literalKeys: [],
  }));
}

function detectSources(container: PodContainer, keysOf: KeysOf): Candidate[] {
  const overridden = new Set((container.env ?? []).map(({ name }) => name));
  return (container.envFrom ?? []).flatMap((source): Candidate[] => {
    const kind: ObjectKind = source.secretRef ? 'Secret' : 'ConfigMap';
    const ref = source.secretRef ?? source.configMapRef;
    if (!ref) {
      return [];
    }
    const prefix = source.prefix ?? '';
    const common = {
      location:
        kind === 'Secret'
          ? ('envFrom-secret' as const)
          : ('envFrom-configMap' as const),
      objectKind: kind,
      objectName: ref.name,
      optional: ref.optional ?? false,
    };
    const keys = keysOf(kind, ref.name);
    if (!keys) {
      // Names in a ConfigMap are seldom hidden; only one that sounds like credentials is worth a doubt.
      return kind === 'Secret' || isSuspiciousObjectName(ref.name)
        ? [
            {
              reference: {
                ...common,
                keyNames: [],
                envNames: [],
                verdict: 'uncertain',
                why: `All keys of ${kind} ${ref.name} become variables, and their names are not known`,
                readLevel: 0,
              },
              idKeys: [],
              literalKeys: [],
            },
          ]
        : [];
    }
    const entries = keys.flatMap(key => {
      const known = lookUpName(prefix + key);
      // A variable in `env` wins over one of the same name from a source.
      return known && !overridden.has(prefix + key) ? [{ key, known }] : [];
    });
    if (entries.length === 0) {
      return [];
    }
    return [
      {
        reference: {
          ...common,
          keyNames: entries.map(({ key }) => key),
          envNames: entries.map(({ key }) => prefix + key),
          readLevel: 1,
          ...verdictOfNames(entries.map(({ known }) => known)),
        },
        idKeys: entries
          .filter(({ known }) => known.part === 'id')
          .map(({ key }) => key),
        literalKeys: [],
      },
    ];
  });
}

/** What names alone tell. */
export function verdictOfNames(
  known: CataloguedName[],
): Pick<CredentialReference, 'verdict' | 'why'> {
  if (known.some(({ family }) => family === 'aws')) {
    return {
      verdict: 'static-aws',
      why: 'The names are those of an AWS access key',
    };
  }
  if (known.some(({ family }) => family === 'otherStore')) {
    return {
      verdict: 's3-compatible',
      why: 'The names are those of an object store that is not AWS',
    };
  }
  return {
    verdict: 'uncertain',
    why: 'The names are used for AWS and for other object stores',
  };
}
