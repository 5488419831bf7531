import { SourcePlace } from 'backstage-plugin-irsa-common';
import { plainUrl } from './plainUrl';
import { fieldsOf, listOf, textOf } from './subject';
import { Json } from './types';

const FORMATS: Record<string, SourcePlace['format']> = {
  Helm: 'helm',
  Kustomize: 'kustomize',
  Directory: 'manifests',
  Plugin: 'plugin',
};

/**
 * The places that an Application takes its objects from: manifests first, then values of charts, then charts. Values that are
 * written in the Application itself are not a place here; `hasOwnValues` says that there are some.
 *
 * https://argo-cd.readthedocs.io/en/stable/user-guide/multiple_sources/
 */
export function argoPlaces(application: Json): {
  places: SourcePlace[];
  hasOwnValues: boolean;
} {
  const spec = fieldsOf(application.spec);
  const status = fieldsOf(application.status);
  const sync = fieldsOf(status.sync);
  const several = listOf(spec.sources);
  const sources = several.length > 0 ? several : [fieldsOf(spec.source)];
  const texts = (value: unknown) =>
    Array.isArray(value) ? value.map(textOf) : [];
  // What it compares with is what it has applied only while the two are the same; else the last sync tells.
  const applied =
    sync.status === 'OutOfSync' || sync.status === 'Unknown'
      ? listOf(status.history).at(-1) ?? {}
      : sync;
  const lives =
    several.length > 0 ? texts(applied.revisions) : [textOf(applied.revision)];
  const types =
    several.length > 0
      ? texts(status.sourceTypes)
      : [textOf(status.sourceType)];
  const found: SourcePlace[] = [];
  let hasOwnValues = false;
  const byRef = new Map(
    sources.flatMap((source, index): [string, number][] => {
      const ref = textOf(source.ref);
      return ref ? [[ref, index]] : [];
    }),
  );
  const repository = (index: number) => {
    const source = sources[index];
    const chart = textOf(source.chart);
    return {
      host: chart ? ('helm' as const) : ('git' as const),
      url: plainUrl(textOf(source.repoURL) ?? ''),
      revision: textOf(source.targetRevision),
      live: lives[index],
    };
  };
  sources.forEach((source, index) => {
    const chart = textOf(source.chart);
    const path = textOf(source.path);
    if (!chart && path === undefined) {
      // Only lends its files to other sources, or is empty.
      return;
    }
    const format = chart ? 'helm' : formatOf(source, types[index]);
    const isChart = format === 'helm';
    const { revision, ...place } = repository(index);
    found.push({
      role: isChart ? 'chart' : 'manifests',
      ...place,
      format,
      ...(chart ? { chart, version: revision } : { path, revision }),
      ...(isChart ? releaseOf(application, fieldsOf(source.helm)) : {}),
    });
    if (isChart) {
      const helm = fieldsOf(source.helm);
      hasOwnValues ||= [
        'values',
        'valuesObject',
        'parameters',
        'fileParameters',
      ].some(field => holdsSomething(helm[field]));
      for (const file of texts(helm.valueFiles)) {
        const values = file && valuesFile(file, path);
        if (!values) {
          continue;
        }
        const owner = values.ref === undefined ? index : byRef.get(values.ref);
        if (owner !== undefined && !textOf(sources[owner].chart)) {
          found.push({
            role: 'values',
            ...repository(owner),
            path: values.path,
          });
        }
      }
    }
  });
  const order = ['manifests', 'values', 'chart'];
  return {
    places: found
      .filter(place => place.url !== undefined || place.chart !== undefined)
      // The last values file of a chart wins, so it is the first where a change is made.
      .map((place, index) => ({ place, index }))
      .sort(
        (a, b) =>
          order.indexOf(a.place.role) - order.indexOf(b.place.role) ||
          (a.place.role === 'values' ? b.index - a.index : a.index - b.index),
      )
      .map(({ place }) => place),
    hasOwnValues,
  };
}

/** A release is called like its Application, unless that says otherwise. */
function releaseOf(
  application: Json,
  helm: Json,
): Pick<SourcePlace, 'release'> {
  const name =
    textOf(helm.releaseName) ?? textOf(fieldsOf(application.metadata).name);
  const namespace = textOf(
    fieldsOf(fieldsOf(application.spec).destination).namespace,
  );
  return name && namespace ? { release: { name, namespace } } : {};
}

function formatOf(
  source: Json,
  type: string | undefined,
): SourcePlace['format'] {
  const known = type && FORMATS[type];
  if (known) {
    return known;
  }
  if (source.helm !== undefined) {
    return 'helm';
  }
  if (source.kustomize !== undefined) {
    return 'kustomize';
  }
  if (source.plugin !== undefined) {
    return 'plugin';
  }
  const directory = fieldsOf(source.directory);
  if (directory.jsonnet !== undefined && holdsSomething(directory.jsonnet)) {
    return 'jsonnet';
  }
  return source.directory === undefined ? undefined : 'manifests';
}

/** A file of values: below the chart, from the root when it begins with a slash, or in another source (`$REF/…`). */
function valuesFile(
  file: string,
  chartPath: string | undefined,
): { ref?: string; path: string } | undefined {
  const [, ref, inOther] = /^\$([^/]+)\/(.+)$/.exec(file) ?? [];
  if (ref) {
    return { ref, path: inOther };
  }
  if (/^[a-z]+:\/\//i.test(file)) {
    return undefined;
  }
  if (file.startsWith('/')) {
    return { path: file.slice(1) };
  }
  return chartPath === undefined
    ? undefined
    : { path: joined(chartPath, file) };
}

/** Joins two paths of a repository and takes `.` and `..` out. */
export function joined(folder: string, file: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${file}`.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

function holdsSomething(value: unknown): boolean {
  return typeof value === 'string'
    ? value.trim() !== ''
    : Object.keys((value ?? {}) as object).length > 0;
}
