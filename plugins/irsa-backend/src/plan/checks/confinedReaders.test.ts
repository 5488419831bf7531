import { checkContext, Situation, stateOf } from './__testUtils__/checkContext';
import { confinedReaders } from './confinedReaders';

const image = (name: string, container = {}): Situation => ({
  container: { image: name, ...container },
});
const ELASTIC = 'docker.elastic.co/elasticsearch/elasticsearch:8.15.0';
const LINK =
  'ln -s "$AWS_WEB_IDENTITY_TOKEN_FILE" "$ES_PATH_CONF/repository-s3/aws-web-identity-token-file"';

describe('software that reads its own folder only', () => {
  it.each<[string, 'warning' | undefined, Situation]>([
    ['Elasticsearch', 'warning', image(ELASTIC)],
    ['a digest', 'warning', image(`elasticsearch@sha256:${'0'.repeat(64)}`)],
    ['another edition', 'warning', image('elastic/elasticsearch-oss:7.10.2')],
    ['OpenSearch', 'warning', image('opensearchproject/opensearch:2')],
    ['an exporter', undefined, image('x/elasticsearch-exporter:1')],
    ['dashboards', undefined, image('x/opensearch-dashboards:2')],
    ['something else', undefined, image('registry.example.com/worker:1')],
    [
      'a link that the command makes',
      undefined,
      image(ELASTIC, {
        command: ['sh', '-c', `${LINK}; exec bin/elasticsearch`],
      }),
    ],
    [
      'a link that a hook makes',
      undefined,
      image(ELASTIC, {
        lifecycle: { postStart: { exec: { command: ['sh', '-c', LINK] } } },
      }),
    ],
    [
      'a link that an init container makes',
      undefined,
      {
        ...image(ELASTIC),
        podSpec: {
          initContainers: [{ name: 'link', image: 'busybox', args: [LINK] }],
        },
      },
    ],
    [
      'a setting that names another place',
      undefined,
      image('opensearchproject/opensearch:2', {
        env: [
          { name: 's3.client.default.identity_token_file', value: 'token' },
        ],
      }),
    ],
  ])('%s', (_, state, situation) => {
    expect(stateOf(confinedReaders, situation)).toBe(state);
  });

  it('says how the link is made', () => {
    expect(confinedReaders(checkContext(image(ELASTIC)))?.fix).toContain(LINK);
  });
});
