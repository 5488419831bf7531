import {
  ChangeImpossibleError,
  FixedValue,
  objectsIn,
  RepositoryTree,
  setValueOf,
  targetPathOf,
  ValuesPlace,
} from 'backstage-plugin-irsa-node';
import { PlannedChart } from '../plan/types';
import { joined } from '../sources/argoPlaces';
import { fieldsOf, listOf, textOf } from '../sources/subject';
import { Json } from '../sources/types';
import { FromObjects, valuesFrom } from './valuesFrom';

/**
 * Where the values of a release are written, the last of which wins, and single ones over all of these. Throws ChangeImpossibleError when some come from elsewhere, so that a
 * rendering would not be what runs.
 *
 * @param chart - its folder in the tree
 */
export function valuesPlaces(
  { files }: RepositoryTree,
  { definition, valueFiles }: PlannedChart,
  chart: string,
): FromObjects {
  const places: ValuesPlace[] = valueFiles.map(path => ({ path }));
  if (!definition) {
    return { places, fixed: [] };
  }
  const { kind, namespace, name, folder } = definition;
  const title = `${kind} ${namespace}/${name}`;
  const objects = objectsIn(
    [...files]
      .filter(
        ([path]) =>
          /\.(ya?ml|json)$/.test(path) &&
          (folder === '' || path === folder || path.startsWith(`${folder}/`)),
      )
      .map(([path, content]) => ({ path, content })),
  );
  const found = objects.filter(
    ({ value }) =>
      value.kind === kind &&
      value.metadata?.name === name &&
      (value.metadata.namespace ?? namespace) === namespace,
  );
  if (found.length !== 1) {
    throw new ChangeImpossibleError(
      found.length === 0 ? 'notFound' : 'ambiguous',
      `${title}, which names the release, is ${
        found.length === 0 ? 'in none' : `${found.length} times in files`
      } of ${folder || 'the root'} as it is applied. Make the change by hand.`,
      { path: folder },
    );
  }
  const [{ path, value }] = found;
  const spec = fieldsOf((value as Json).spec);
  const object = { kind, namespace, name };
  const own = joined(chart, 'values.yaml');
  const ownValues = files.has(own) ? own : undefined;
  if (kind !== 'HelmRelease') {
    const argo = argoValues(spec, { title, path, object, chart });
    return { places: [...places, argo.place], fixed: argo.fixed };
  }
  const listed = fluxFiles(spec, title, path, ownValues);
  const from = valuesFrom(spec, { title, namespace, path, folder, objects });
  return {
    places: [
      ...places,
      ...listed,
      ...from.places,
      { path, object, within: ['spec', 'values'] },
    ],
    fixed: from.fixed,
  };
}

/** @param ownValues - the values of the chart itself, when it has some */
function fluxFiles(
  spec: Json,
  title: string,
  path: string,
  ownValues: string | undefined,
): ValuesPlace[] {
  const chart = fieldsOf(fieldsOf(spec.chart).spec);
  for (const [field, isSet] of [
    ['postRenderers', listOf(spec.postRenderers).length > 0],
    // It has a list of files of its own.
    ['chartRef', fieldsOf(spec.chartRef).kind === 'HelmChart'],
    ['chart.spec.valuesFile', chart.valuesFile !== undefined],
  ] as const) {
    if (isSet) {
      throw notHere(title, `spec.${field}`, path);
    }
  }
  const given = Array.isArray(chart.valuesFiles) ? chart.valuesFiles : [];
  // Flux takes them from the root of the repository.
  const paths = given.flatMap(each => {
    const file = textOf(each);
    return file ? [joined('', file)] : [];
  });
  // They take the place of the chart's own values, which Helm has always below all others.
  if (
    ownValues !== undefined &&
    paths.length > 0 &&
    paths.lastIndexOf(ownValues) !== 0
  ) {
    throw new ChangeImpossibleError(
      'unproven',
      `${title} has spec.chart.spec.valuesFiles in which ${ownValues} is not the first, so Flux does not take the chart's own values as Helm does here, and the change cannot be proven. List ${ownValues} first, where that changes nothing, or make the change by hand.`,
      { path },
    );
  }
  return paths.map(each => ({ path: each }));
}

/** What an Application writes itself: its values, and single ones over these. */
function argoValues(
  spec: Json,
  {
    title,
    path,
    object,
    chart,
  }: {
    title: string;
    path: string;
    object: NonNullable<ValuesPlace['object']>;
    chart: string;
  },
): { place: ValuesPlace; fixed: FixedValue[] } {
  const sources = listOf(spec.sources);
  const own = sources.flatMap((source, index) =>
    textOf(source.chart) === undefined &&
    joined('', textOf(source.path) ?? '.') === chart &&
    source.path !== undefined
      ? [index]
      : [],
  );
  if (sources.length > 0 && own.length !== 1) {
    throw notHere(title, 'spec.sources', path);
  }
  const at = sources.length > 0 ? ['sources', own[0]] : ['source'];
  const field = sources.length > 0 ? `sources[${own[0]}]` : 'source';
  const source = sources.length > 0 ? sources[own[0]] : fieldsOf(spec.source);
  const helm = fieldsOf(source.helm);
  if (listOf(helm.fileParameters).length > 0) {
    throw notHere(title, `spec.${field}.helm.fileParameters`, path);
  }
  // valuesObject is taken in place of values, not over it.
  const values = helm.valuesObject === undefined ? 'values' : 'valuesObject';
  return {
    place: { path, object, within: ['spec', ...at, 'helm', values] },
    fixed: listOf(helm.parameters).map(parameter => {
      const where = `spec.${field}.helm.parameters`;
      const target = targetPathOf(textOf(parameter.name) ?? '');
      const known = setValueOf(
        textOf(parameter.value) ?? '',
        parameter.forceString === true,
      );
      if (!target || !known) {
        throw notHere(title, where, path);
      }
      return {
        at: target,
        known,
        isOverAll: true,
        from: `${where} of ${title}`,
      };
    }),
  };
}

function notHere(
  title: string,
  field: string,
  path: string,
): ChangeImpossibleError {
  return new ChangeImpossibleError(
    'unproven',
    `${title} has ${field}, which is not rendered here, so the change cannot be proven. Make it by hand.`,
    { path },
  );
}
