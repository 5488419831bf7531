import { knownImage, PUBLIC_IMAGES } from './publicImages';

const DIGEST = `@sha256:${'0'.repeat(64)}`;

describe('What is known of public images', () => {
  it.each([
    ['registry', 'unknown'],
    ['registry:latest', 'unknown'],
    ['registry:2', 'tooOld'],
    ['library/registry:2.8.3', 'tooOld'],
    ['index.docker.io/library/registry:3', 'works'],
    ['registry:3.0.0-rc.1', 'unknown'],
    [`registry:3.0.0${DIGEST}`, 'works'],
    [`registry${DIGEST}`, 'unknown'],
    ['k8s.gcr.io/cluster-autoscaler:v1.14.4', 'tooOld'],
    ['k8s.gcr.io/cluster-autoscaler:v1.14', 'unknown'],
    ['registry.k8s.io/autoscaling/cluster-autoscaler:v1.31.0', 'works'],
    ['quay.io/thanos/thanos:v0.12.2', 'unknown'],
    ['quay.io/thanos/thanos:main-2024-01-01-abcdef', 'unknown'],
    ['bitnami/external-dns:0.5.16-debian-9-r10', 'tooOld'],
    ['timberio/vector:0.34.0-debian', 'works'],
    ['apache/airflow:2.9.1-python3.11', 'works'],
    [
      'fluent/fluentd-kubernetes-daemonset:v1.7.3-debian-cloudwatch-1.0',
      'tooOld',
    ],
    ['velero/velero:v1.1.0', 'tooOld'],
    ['mesosphere/aws-cli:1.14.5', 'tooOld'],
    ['mesosphere/aws-cli:latest', 'unknown'],
    ['rclone/rclone:1.55.1', 'tooOld'],
    ['opensearchproject/opensearch:1.3.1', 'tooOld'],
  ])('%s: %s', (image, verdict) => {
    expect(knownImage(image)).toMatchObject({ verdict, isCopy: false });
  });

  it.each([
    '',
    'registry.example.com/worker:1',
    'registry.example.com/my-registry:2',
    'localhost:5000/worker:1.2',
    'fluent/fluentd-kubernetes-daemonset:v1.7.3-debian-elasticsearch7-1.0',
  ])('nothing of %p', image => {
    expect(knownImage(image)).toBeUndefined();
  });

  it('a copy on another registry is told apart', () => {
    expect(
      knownImage('registry.example.com:5000/hub/grafana/loki:0.3.0'),
    ).toMatchObject({ isCopy: true, verdict: 'tooOld' });
  });

  it.each(PUBLIC_IMAGES.map(image => [image.name, image] as const))(
    '%s works from a version on that is not among the old ones',
    (_name, { repositories: [repository], from, source }) => {
      expect(source).toMatch(/^https:\/\//);
      expect(knownImage(`${repository}:${from}-cloudwatch`)).toMatchObject({
        verdict: 'works',
      });
    },
  );
});
