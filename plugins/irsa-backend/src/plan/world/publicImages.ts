/** One public image, and its first version that takes a role by the token of a ServiceAccount. */
export interface PublicImage {
  /** What people call it. */
  name: string;
  /** Where it is published: registry and path. */
  repositories: readonly string[];
  /** Only tags that have this, where one repository has images of several makes. */
  tag?: RegExp;
  /** Known too old below this; absent where no version is known to be. */
  below?: string;
  /** Known to work from this on. */
  from: string;
  /** Where that is said. */
  source: string;
}

const GITHUB = 'https://github.com';

/** In the Go SDK this is version 1.23.13: https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts-minimum-sdk.html */
export const PUBLIC_IMAGES: readonly PublicImage[] = [
  {
    name: 'Airflow',
    repositories: ['docker.io/apache/airflow'],
    from: '2.3.3',
    source: `${GITHUB}/apache/airflow/issues/25322`,
  },
  {
    name: 'AWS CLI',
    repositories: [
      'docker.io/amazon/aws-cli',
      'public.ecr.aws/aws-cli/aws-cli',
    ],
    // The first that was published as an image.
    from: '2.0.6',
    source: 'https://aws.amazon.com/blogs/developer/aws-cli-v2-docker-image/',
  },
  // Its tags are versions of the CLI inside: 1.14.5 is the newest.
  {
    name: 'AWS CLI of Mesosphere',
    repositories: ['docker.io/mesosphere/aws-cli'],
    below: '1.16.232',
    from: '1.16.232',
    source:
      'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts-minimum-sdk.html',
  },
  {
    name: 'AWS for Fluent Bit',
    repositories: [
      'docker.io/amazon/aws-for-fluent-bit',
      'public.ecr.aws/aws-observability/aws-for-fluent-bit',
    ],
    below: '2.1.0',
    from: '2.1.0',
    source: `${GITHUB}/aws/aws-for-fluent-bit/releases/tag/v2.1.0`,
  },
  {
    name: 'cert-manager',
    repositories: ['quay.io/jetstack/cert-manager-controller'],
    below: '0.11.0',
    from: '0.11.0',
    source: `${GITHUB}/cert-manager/cert-manager/blob/v0.11.0/go.mod`,
  },
  {
    name: 'Cluster Autoscaler',
    repositories: [
      'gcr.io/google-containers/cluster-autoscaler',
      'k8s.gcr.io/cluster-autoscaler',
      'k8s.gcr.io/autoscaling/cluster-autoscaler',
      'registry.k8s.io/autoscaling/cluster-autoscaler',
    ],
    below: '1.14.5',
    from: '1.18.1',
    source: `${GITHUB}/kubernetes/autoscaler/issues/2920`,
  },
  {
    name: 'Cortex',
    repositories: ['quay.io/cortexproject/cortex'],
    from: '0.4.0',
    source: `${GITHUB}/cortexproject/cortex/blob/v0.4.0/go.mod`,
  },
  {
    name: 'Distribution (registry)',
    repositories: ['docker.io/library/registry'],
    below: '3.0.0',
    from: '3.0.0',
    source: `${GITHUB}/distribution/distribution/issues/3756`,
  },
  {
    name: 'ExternalDNS',
    repositories: [
      'registry.opensource.zalan.do/teapot/external-dns',
      'k8s.gcr.io/external-dns/external-dns',
      'registry.k8s.io/external-dns/external-dns',
      'docker.io/bitnami/external-dns',
    ],
    below: '0.5.17',
    from: '0.5.17',
    source: `${GITHUB}/kubernetes-sigs/external-dns/pull/1182`,
  },
  {
    name: 'Fluent Bit',
    repositories: [
      'docker.io/fluent/fluent-bit',
      'cr.fluentbit.io/fluent/fluent-bit',
    ],
    // Before, it had no outputs of AWS by itself.
    from: '1.5.0',
    source: `${GITHUB}/fluent/fluent-bit/issues/2714`,
  },
  {
    name: 'Fluentd for CloudWatch',
    repositories: ['docker.io/fluent/fluentd-kubernetes-daemonset'],
    tag: /cloudwatch/,
    below: '1.7.4',
    from: '1.12.0',
    source: `${GITHUB}/fluent/fluentd-kubernetes-daemonset/issues/373`,
  },
  {
    name: 'Loki',
    repositories: ['docker.io/grafana/loki'],
    below: '0.4.0',
    from: '1.3.0',
    source: `${GITHUB}/grafana/loki/issues/1019`,
  },
  {
    name: 'OpenSearch',
    repositories: ['docker.io/opensearchproject/opensearch'],
    below: '2.1.0',
    from: '2.2.0',
    source: `${GITHUB}/opensearch-project/OpenSearch/issues/2999`,
  },
  {
    name: 'rclone',
    repositories: ['docker.io/rclone/rclone'],
    below: '1.57.0',
    from: '1.57.0',
    source: `${GITHUB}/rclone/rclone/issues/5762`,
  },
  {
    name: 'Thanos',
    repositories: ['quay.io/thanos/thanos'],
    below: '0.11.0',
    from: '0.13.0',
    source: `${GITHUB}/thanos-io/thanos/pull/2536`,
  },
  {
    name: 'Vault',
    repositories: ['docker.io/library/vault', 'docker.io/hashicorp/vault'],
    below: '1.4.0',
    from: '1.4.0',
    source: `${GITHUB}/hashicorp/vault/blob/v1.4.0/go.mod`,
  },
  {
    name: 'Vector',
    repositories: ['docker.io/timberio/vector'],
    below: '0.11.0',
    from: '0.11.0',
    source: `${GITHUB}/vectordotdev/vector/pull/4406`,
  },
  {
    name: 'Velero',
    repositories: ['docker.io/velero/velero'],
    below: '1.2.0',
    // From here on its plugin for AWS speaks to AWS.
    from: '1.2.0',
    source: `${GITHUB}/vmware-tanzu/velero/issues/2010`,
  },
  {
    name: "Velero's plugin for AWS",
    repositories: ['docker.io/velero/velero-plugin-for-aws'],
    from: '1.0.0',
    source: `${GITHUB}/vmware-tanzu/velero/issues/2010`,
  },
];

/** What is known of an image by its name and tag. */
export interface KnownImage {
  image: PublicImage;
  /** As the tag has it. */
  version: string;
  /** `unknown`: the tag is between what is known too old and what is known to work, or is no version. */
  verdict: 'tooOld' | 'works' | 'unknown';
  /** It has the path of the published one on another registry, so it may be a copy or something else. */
  isCopy: boolean;
}

/** Registry, path and tag of an image: https://github.com/distribution/reference/blob/main/normalize.go */
function partsOf(image: string): { repository: string; tag: string } {
  const [name] = image.split('@');
  const [, path, tag = ''] = /^(.*?)(?::([^:/]+))?$/.exec(name) ?? [];
  const [first, ...rest] = path.split('/');
  const isRegistry = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const registry = isRegistry
    ? first.replace(/^(?:index|registry-1)\.docker\.io$/, 'docker.io')
    : 'docker.io';
  const within = isRegistry ? rest.join('/') : path;
  return {
    repository:
      registry === 'docker.io' && !within.includes('/')
        ? `docker.io/library/${within}`
        : `${registry}/${within}`,
    tag,
  };
}

/** Numbers of a version; where the tag has fewer, the rest are `fill`. Undefined for what is no released version. */
function numbers(tag: string, fill: number): number[] | undefined {
  const found =
    /^(?:v|cluster-autoscaler-)?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?=$|[-_+.])(.*)$/.exec(
      tag,
    );
  if (!found || /[-.](alpha|beta|rc|pre|dev|snapshot)/i.test(found[4])) {
    return undefined;
  }
  return found
    .slice(1, 4)
    .map(part => (part === undefined ? fill : Number(part)));
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? 0 : one[at] - other[at];
}

function verdictOf({ below, from }: PublicImage, tag: string) {
  // A tag such as `2` is moved to the newest of its line.
  const lowest = numbers(tag, 0);
  const highest = numbers(tag, Infinity);
  if (!lowest || !highest) {
    return 'unknown';
  }
  if (below && compare(highest, numbers(below, 0) ?? []) < 0) {
    return 'tooOld';
  }
  return compare(lowest, numbers(from, 0) ?? []) >= 0 ? 'works' : 'unknown';
}

/** What the table says of an image; undefined when it is not in it. */
export function knownImage(image: string): KnownImage | undefined {
  const { repository, tag } = partsOf(image);
  const pathOf = (whole: string) => whole.slice(whole.indexOf('/') + 1);
  const ofTag = PUBLIC_IMAGES.filter(known => known.tag?.test(tag) ?? true);
  const own = ofTag.find(({ repositories }) =>
    repositories.includes(repository),
  );
  const copied = ofTag.find(({ repositories }) =>
    repositories.some(each => `/${repository}`.endsWith(`/${pathOf(each)}`)),
  );
  const found = own ?? copied;
  return (
    found && {
      image: found,
      version: tag,
      verdict: verdictOf(found, tag),
      isCopy: !own,
    }
  );
}
