import { STSClient } from '@aws-sdk/client-sts';
import { WalkthroughWorld } from './walkthroughWorld';

/** A client of STS with the old key of the walk-through's workload, as somebody else would have it. */
export async function withOldKey(
  world: WalkthroughWorld,
  customUserAgent?: string,
): Promise<STSClient> {
  const { data } = await world.cluster.request<{
    data: Record<string, string>;
  }>({
    path: '/api/v1/namespaces/production/secrets/aws-secrets',
    secretValues: true,
  });
  const valueOf = (name: string) =>
    Buffer.from(data[name], 'base64').toString();
  return new STSClient({
    endpoint: world.sandbox.accounts[0].endpoint,
    region: 'eu-west-1',
    customUserAgent,
    credentials: {
      accessKeyId: valueOf('AWS_ACCESS_KEY_ID'),
      secretAccessKey: valueOf('AWS_SECRET_ACCESS_KEY'),
    },
  });
}
