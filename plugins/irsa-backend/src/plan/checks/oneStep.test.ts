import { Readiness } from 'backstage-plugin-irsa-common';
import { assessReadiness } from 'backstage-plugin-irsa-node';
import { checkContext, REFERENCE } from './__testUtils__/checkContext';
import { World } from '../world/World';

const base = checkContext().world;
const packages: Record<string, [string, string]> = {
  boto3: ['requirements.txt', 'boto3==1.34.0\n'],
  Go: ['go.mod', 'module x\nrequire github.com/aws/aws-sdk-go-v2 v1.30.0\n'],
  JavaScript: [
    'package.json',
    '{"dependencies":{"@aws-sdk/client-s3":"3.900.0"}}',
  ],
  '.NET 3': ['packages.config', '<package id="AWSSDK.S3" version="3.7.0" />\n'],
  '.NET 4': ['packages.config', '<package id="AWSSDK.S3" version="4.0.0" />\n'],
  '.NET, version not told': [
    'app.csproj',
    '<PackageReference Include="AWSSDK.S3" />\n',
  ],
  minio: ['requirements.txt', 'minio==7.2.0\n'],
};
const codeOf = (name: string): Readiness => {
  const [path, content] = packages[name];
  return {
    ...assessReadiness([{ path, content }]),
    asOf: '2026-01-01T00:00:00Z',
  };
};
const targetOf = (world: Partial<World>) => checkContext({ world }).target;
const file = {
  workload: {
    ...base.workload,
    references: [{ ...REFERENCE, location: 'volume-secret' as const }],
  },
};

describe('key and role change in one step', () => {
  // The orders are those of the sources that `credentialOrder` names.
  it.each([
    ['boto3', 'two steps', 'one step'],
    ['Go', 'two steps', 'one step'],
    ['JavaScript', 'two steps', 'two steps'],
    ['.NET 3', 'one step', 'one step'],
    ['.NET 4', 'two steps', 'one step'],
    ['.NET, version not told', 'one step', 'one step'],
    ['minio', 'two steps', 'two steps'],
  ])('%s: variables %s, file %s', (name, variables, mounted) => {
    const code = codeOf(name);
    const words = (world: Partial<World>) => {
      const { ownAccount, isForOneStep, serviceAccountName } = targetOf(world);
      expect(serviceAccountName).toBe(ownAccount ? 'worker-irsa' : 'worker');
      expect(isForOneStep).toBe(ownAccount);
      return ownAccount ? 'one step' : 'two steps';
    };
    expect(words({ code })).toBe(variables);
    expect(words({ code, ...file })).toBe(mounted);
  });

  it.each<[string, Partial<World>]>([
    ['nobody has read the source', {}],
    [
      'the source was not read whole',
      { code: { ...codeOf('.NET 3'), filesLeft: 1 } },
    ],
    [
      'the present ServiceAccount has rights that the new one would lack',
      {
        code: codeOf('.NET 3'),
        serviceAccount: { ...base.serviceAccount, bindings: ['reader'] },
      },
    ],
    [
      'the rights of the present ServiceAccount are not known',
      {
        code: codeOf('.NET 3'),
        serviceAccount: { ...base.serviceAccount, bindings: undefined },
      },
    ],
    [
      'the plan asks for two steps',
      {
        code: codeOf('.NET 3'),
        request: { ...base.request, ownServiceAccount: false },
      },
    ],
    [
      'Git keeps the workload',
      {
        code: codeOf('.NET 3'),
        workload: {
          ...base.workload,
          manager: { ...base.workload.manager, livePatchAllowed: false },
        },
      },
    ],
  ])('not when %s', (_case, world) => {
    expect(targetOf(world).ownAccount).toBe(false);
  });

  it('when the plan asks for it', () => {
    const request = { ...base.request, ownServiceAccount: true };
    expect(targetOf({ request })).toMatchObject({
      ownAccount: true,
      isForOneStep: true,
    });
  });
});
