import { assessReadiness } from 'backstage-plugin-irsa-node';
import { serviceAccountChoice } from './serviceAccountChoice';
import { checkContext } from './checks/__testUtils__/checkContext';
import { World } from './world/World';

const base = checkContext().world;
const DOTNET_3 = {
  ...assessReadiness([
    {
      path: 'packages.config',
      content: '<package id="AWSSDK.S3" version="3.7.0" />\n',
    },
  ]),
  asOf: '2026-01-01T00:00:00Z',
};

describe('which ServiceAccount the Pods get', () => {
  it.each<[string, Partial<World>, object]>([
    ['usual', {}, { isOwn: false }],
    ['sdk', { code: DOTNET_3 }, { isOwn: true }],
    [
      'asked',
      { request: { ...base.request, ownServiceAccount: true } },
      { isOwn: true },
    ],
    [
      'asked',
      {
        code: DOTNET_3,
        request: { ...base.request, ownServiceAccount: false },
      },
      { isOwn: false },
    ],
    [
      'shared',
      {
        request: { ...base.request, ownServiceAccount: false },
        serviceAccount: { ...base.serviceAccount, otherUsers: ['Job/x'] },
      },
      { isOwn: true },
    ],
    [
      'source',
      {
        workload: {
          ...base.workload,
          manager: { ...base.workload.manager, livePatchAllowed: false },
        },
      },
      { isOwn: false },
    ],
  ])('a plan says what decided: %s (%#)', (because, world, parts) => {
    expect(serviceAccountChoice(checkContext({ world }))).toEqual({
      present: 'worker',
      own: 'worker-irsa',
      because,
      ...parts,
    });
  });
});
