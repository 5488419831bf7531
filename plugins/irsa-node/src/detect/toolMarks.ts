/** What a mark is looked for in. */
interface Marked {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

/** A tool, and the mark that tells of it. */
export interface ToolMark {
  tool: string;
  evidence: string;
}

type Rule = readonly [
  tool: string,
  where: 'label' | 'annotation',
  name: RegExp,
  value?: RegExp,
];

/** Tools that deploy what their source says and mark it, besides those with a kind of their own. */
const DEPLOYERS: readonly Rule[] = [
  ['kapp', 'annotation', /^kapp\.k14s\.io\/identity$/],
  // K3s and Rancher apply their manifests by the same library.
  ['Rancher Fleet or K3s', 'annotation', /^objectset\.rio\.cattle\.io\/id$/],
  ['Rancher Fleet or K3s', 'label', /^objectset\.rio\.cattle\.io\/hash$/],
  ['Spinnaker', 'annotation', /^(moniker|artifact)\.spinnaker\.io\//],
  [
    'Config Sync',
    'annotation',
    /^configmanagement\.gke\.io\/managed$/,
    /^enabled$/,
  ],
  [
    'the add-on manager',
    'label',
    /^addonmanager\.kubernetes\.io\/mode$/,
    /^Reconcile$/,
  ],
  ['the Operator Lifecycle Manager', 'label', /^olm\.owner$/],
  ['werf', 'annotation', /^werf\.io\/(release-channel|version|project-)/],
];
const BY_LABEL =
  /^(spinnaker|kapp-controller|werf|tanka|eks|fleet|configmanagement\.gke\.io)$/i;

/** Operators that make a Secret from a store, or add to it, with or without being its owner. */
const SECRET_MAKERS: readonly Rule[] = [
  [
    'External Secrets',
    'annotation',
    /^reconcile\.external-secrets\.io\/data-hash$/,
  ],
  [
    'External Secrets',
    'label',
    /^reconcile\.external-secrets\.io\/(created-by|managed)$/,
  ],
  [
    'the Secrets Store CSI driver',
    'label',
    /^secrets-store\.csi\.k8s\.io\/managed$/,
    /^true$/,
  ],
  ['1Password', 'annotation', /^operator\.1password\.io\/item-(path|version)$/],
  ['Doppler', 'label', /^secrets\.doppler\.com\/subtype$/],
  ['Infisical', 'annotation', /^secrets\.infisical\.com\/version$/],
  [
    'the Vault Secrets Operator',
    'label',
    /^app\.kubernetes\.io\/managed-by$/,
    /^hashicorp-vso$/,
  ],
  ['Akeyless', 'annotation', /^akeyless\.io\//],
];

/** The tool that deploys an object, by the marks it leaves; `undefined` when there are none. */
export function deployerOf(marked: Marked): ToolMark | undefined {
  const by = marked.labels['app.kubernetes.io/managed-by'];
  return (
    found(DEPLOYERS, marked) ??
    (by && BY_LABEL.test(by)
      ? { tool: by, evidence: 'label app.kubernetes.io/managed-by' }
      : undefined)
  );
}

/** The operator that keeps a Secret, by the marks it leaves; `undefined` when there are none. */
export function secretKeeperOf(metadata: {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}): string | undefined {
  const { labels = {}, annotations = {} } = metadata;
  return found(SECRET_MAKERS, { labels, annotations })?.tool;
}

function found(rules: readonly Rule[], marked: Marked): ToolMark | undefined {
  for (const [tool, where, name, value] of rules) {
    const hit = Object.entries(marked[`${where}s`]).find(
      ([each, text]) => name.test(each) && (value?.test(text) ?? true),
    );
    if (hit) {
      return { tool, evidence: `${where} ${hit[0]}` };
    }
  }
  return undefined;
}
