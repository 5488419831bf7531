import { stsHost } from './stsHost';

const at = (
  env: Record<string, string>,
  partition = 'aws',
  region = 'eu-west-1',
) =>
  stsHost({
    object: {
      kind: 'Deployment',
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'main',
                env: Object.entries(env).map(([name, value]) => ({
                  name,
                  value,
                })),
              },
            ],
          },
        },
      },
    },
    objects: [],
    cluster: { region },
    account: { partition },
  });

describe('stsHost', () => {
  it.each<[string, string, Parameters<typeof at>]>([
    ['the region of the cluster', 'sts.eu-west-1.amazonaws.com', [{}]],
    [
      'the region of the Pod',
      'sts.us-east-1.amazonaws.com',
      [{ AWS_REGION: 'us-east-1' }],
    ],
    [
      'the region of older SDKs',
      'sts.ap-south-1.amazonaws.com',
      [{ AWS_DEFAULT_REGION: 'ap-south-1' }],
    ],
    [
      'two regions that differ',
      'sts.eu-west-1.amazonaws.com',
      [{ AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-west-2' }],
    ],
    [
      'an endpoint by name',
      'vpce-1.sts.eu-west-1.vpce.amazonaws.com',
      [
        {
          AWS_ENDPOINT_URL_STS:
            'https://vpce-1.sts.eu-west-1.vpce.amazonaws.com/',
        },
      ],
    ],
    [
      'the global one',
      'sts.amazonaws.com',
      [{ AWS_STS_REGIONAL_ENDPOINTS: 'legacy' }],
    ],
    ['China', 'sts.cn-north-1.amazonaws.com.cn', [{}, 'aws-cn', 'cn-north-1']],
    [
      'GovCloud',
      'sts.us-gov-west-1.amazonaws.com',
      [{}, 'aws-us-gov', 'us-gov-west-1'],
    ],
  ])('%s: %s', (_, host, situation) => {
    expect(at(...situation)).toBe(host);
  });
});
