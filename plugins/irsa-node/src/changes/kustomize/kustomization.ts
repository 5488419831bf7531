import { Json } from '../detach/podFields';
import { TextFile } from '../types';
import { ManifestFile } from '../yaml/ManifestFile';

const NAME = /^(kustomization\.ya?ml|Kustomization)$/;
const ADDRESS =
  /^[a-z][a-z\d+.-]*:\/\/|^git@|^git::|^github\.com[/:]|[?&]ref=/i;

/** What a kustomization names beside itself; each a path from its folder, or an address. */
export interface KustomizationReferences {
  /** Files of objects, and folders of kustomizations. */
  objects: string[];
  /** Files of objects or of settings: patches, transformers and the like. Some may be folders of kustomizations. */
  settings: string[];
  /** Files whose text becomes data of Secrets and ConfigMaps. */
  data: string[];
  /** Charts that Kustomize would have to render with Helm. */
  charts: string[];
}

/** Whether a file of this name is what Kustomize reads in a folder. */
export function isKustomizationName(path: string): boolean {
  return NAME.test(path.replace(/^.*\//, ''));
}

/** Whether something that a kustomization names is on a server. */
export function isAddress(named: string): boolean {
  return ADDRESS.test(named);
}

/** What a kustomization says; undefined when it is not one document that could be read. */
export function readKustomization({
  path,
  content,
}: TextFile): Json | undefined {
  const file = new ManifestFile(path, content);
  const [value, ...others] = file.isReadable ? file.values() : [];
  return value && others.length === 0 && !Array.isArray(value)
    ? (value as Json)
    : undefined;
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export function referencesOf(kustomization: Json): KustomizationReferences {
  const texts = (field: string) => textsOf(kustomization[field]);
  const paths = (field: string) =>
    mapsOf(kustomization[field]).flatMap(({ path }) => textsOf([path]));
  const generators = ['secretGenerator', 'configMapGenerator'].flatMap(field =>
    mapsOf(kustomization[field]),
  );
  const isPath = (text: string) => !text.includes('\n');
  return {
    objects: ['resources', 'bases', 'components'].flatMap(texts),
    settings: [
      ...['configurations', 'crds'].flatMap(texts),
      ...['generators', 'transformers', 'validators', 'patchesStrategicMerge']
        .flatMap(texts)
        .filter(isPath),
      ...['patches', 'patchesJson6902', 'replacements'].flatMap(paths),
      ...textsOf([(kustomization.openapi as Json | undefined)?.path]),
    ],
    data: generators.flatMap(({ files, envs, env }) => [
      ...textsOf(files).map(named => named.slice(named.indexOf('=') + 1)),
      ...textsOf(envs),
      ...textsOf([env]),
    ]),
    charts: [
      ...mapsOf(kustomization.helmCharts),
      ...mapsOf(kustomization.helmChartInflationGenerator),
    ].map(({ name, chartName }) => String(name ?? chartName ?? '')),
  };
}

function mapsOf(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter(
        (each): each is Json =>
          typeof each === 'object' && each !== null && !Array.isArray(each),
      )
    : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}
