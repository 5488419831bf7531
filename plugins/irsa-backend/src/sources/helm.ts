import { plainUrl } from './plainUrl';
import { Way } from './Search';
import { Subject } from './types';

/** Where a release of Helm comes from: its chart. Nothing in a cluster says where the values are kept that were given. */
export const helm: Way = (subject, search) => {
  const { annotations, labels, cluster } = subject;
  const name = annotations['meta.helm.sh/release-name'];
  const namespace = annotations['meta.helm.sh/release-namespace'];
  if (!name || !namespace || isKeptByFlux(subject)) {
    return undefined;
  }
  const title = `release ${namespace}/${name} of Helm`;
  const answer = search.answer(
    { what: 'release', cluster, namespace, name },
    title,
  );
  const evidence = [
    `Its annotations meta.helm.sh/release-… name the ${title}.`,
  ];
  if (answer?.state === 'release') {
    const { chart, version, sources, valueNames } = answer.release;
    return {
      keeper: `Helm release ${namespace}/${name}`,
      confidence: 'certain',
      places: [
        {
          role: 'chart',
          host: 'unknown',
          url: sources.map(plainUrl).find(Boolean),
          format: 'helm',
          chart,
          version,
        },
      ],
      evidence: [
        ...evidence,
        valueNames.length > 0
          ? `The last release set these values: ${valueNames.join(', ')}.`
          : 'The last release set no values.',
        'Nothing in the cluster says where the values of that release are kept.',
      ],
    };
  }
  const [, chart, version] =
    /^(.+?)-(v?\d+\.\d+\.\d+.*)$/.exec(labels['helm.sh/chart'] ?? '') ?? [];
  return chart
    ? {
        keeper: `Helm release ${namespace}/${name}`,
        confidence: 'likely',
        places: [
          { role: 'chart', host: 'unknown', format: 'helm', chart, version },
        ],
        evidence: [
          ...evidence,
          `Its label helm.sh/chart is ${labels['helm.sh/chart']}.`,
        ],
      }
    : undefined;
};

function isKeptByFlux({ labels }: Subject): boolean {
  return labels['helm.toolkit.fluxcd.io/name'] !== undefined;
}
