import { OwnershipFacts, OwnershipRule } from 'backstage-plugin-irsa-node';
import { OwnershipSettings } from '../../config/IrsaConfig';

type Values = Readonly<Record<string, string>>;

/** The sources in the cluster, as rules: the workload itself first, then its namespace. */
export function ownerNameRules({
  workload,
  namespace,
}: Pick<OwnershipSettings, 'workload' | 'namespace'>): OwnershipRule[] {
  const rule = (
    what: 'label' | 'annotation',
    names: readonly string[],
    read: (facts: OwnershipFacts) => {
      values: Values | undefined;
      of: string;
    },
  ) =>
    names.map(
      (name): OwnershipRule => ({
        name: `${what} ${name}`,
        ownerOf: facts => {
          const { values, of } = read(facts);
          const ownerRef = values?.[name];
          return ownerRef
            ? { ownerRef, linkedBy: `${what} ${name}: ${ownerRef} of ${of}` }
            : undefined;
        },
      }),
    );
  const itself = (facts: OwnershipFacts) =>
    `${facts.workload.kind} ${facts.workload.name}`;
  const place = (facts: OwnershipFacts) =>
    `namespace ${facts.workload.namespace}`;
  return [
    ...rule('annotation', workload.annotations, facts => ({
      values: facts.annotations,
      of: itself(facts),
    })),
    ...rule('label', workload.labels, facts => ({
      values: facts.labels,
      of: itself(facts),
    })),
    ...rule('annotation', namespace.annotations, facts => ({
      values: facts.namespaceAnnotations,
      of: place(facts),
    })),
    ...rule('label', namespace.labels, facts => ({
      values: facts.namespaceLabels,
      of: place(facts),
    })),
  ];
}

/** Only these: other annotations may hold secrets. */
export function picked(
  values: Values | undefined,
  names: readonly string[],
): Values {
  return Object.fromEntries(
    names.flatMap(name => (values?.[name] ? [[name, values[name]]] : [])),
  );
}
