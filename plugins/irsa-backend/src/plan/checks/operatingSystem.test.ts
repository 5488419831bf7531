import { Json } from '../world/podTemplate';
import { stateOf } from './__testUtils__/checkContext';
import { operatingSystem } from './operatingSystem';

const expression = (key: string, operator: string, ...values: string[]) => ({
  matchExpressions: [{ key, operator, values }],
});
const required = (term: Json) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [term],
      },
    },
  },
});
const OS = 'kubernetes.io/os';

describe('the operating system of the Pods', () => {
  it.each<[string, string | undefined, Json]>([
    ['nothing', undefined, {}],
    ['Linux by nodeSelector', undefined, { nodeSelector: { [OS]: 'linux' } }],
    [
      'Windows by nodeSelector',
      'passed',
      { nodeSelector: { [OS]: 'windows' } },
    ],
    [
      'the old label',
      'warning',
      { nodeSelector: { 'beta.kubernetes.io/os': 'windows' } },
    ],
    ['required affinity', 'warning', required(expression(OS, 'In', 'windows'))],
    ['not Linux', 'warning', required(expression(OS, 'NotIn', 'linux'))],
    ['not Windows', undefined, required(expression(OS, 'NotIn', 'windows'))],
    [
      'preferred affinity',
      'warning',
      {
        affinity: {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 1, preference: expression(OS, 'In', 'windows') },
            ],
          },
        },
      },
    ],
    ['os.name', 'warning', { os: { name: 'windows' } }],
    [
      'a toleration',
      'warning',
      { tolerations: [{ key: 'os', value: 'windows', effect: 'NoSchedule' }] },
    ],
    [
      'options of Windows',
      'warning',
      { securityContext: { windowsOptions: { runAsUserName: 'x' } } },
    ],
    [
      'Linux by nodeSelector, and every taint tolerated',
      undefined,
      {
        nodeSelector: { [OS]: 'linux' },
        tolerations: [{ key: 'os', value: 'windows' }, { operator: 'Exists' }],
      },
    ],
    [
      'Linux by affinity, and every taint tolerated',
      undefined,
      {
        ...required(expression(OS, 'In', 'linux')),
        tolerations: [{ key: 'os', value: 'windows' }],
      },
    ],
    [
      'either of both',
      'warning',
      required(expression(OS, 'In', 'linux', 'windows')),
    ],
    ['a RuntimeClass', 'warning', { runtimeClassName: 'win' }],
    ['an unknown RuntimeClass', 'notChecked', { runtimeClassName: 'other' }],
  ])('%s: %s', (_, expected, podSpec) => {
    expect(
      stateOf(operatingSystem, {
        podSpec,
        world: {
          surroundings: {
            items: {
              'RuntimeClass.node.k8s.io': [
                {
                  metadata: { name: 'win' },
                  scheduling: { nodeSelector: { [OS]: 'windows' } },
                },
              ],
            },
            notRead: {},
          },
        },
      }),
    ).toBe(expected);
  });

  it.each<[string, string | undefined]>([
    ['registry.example.com/time-windows-aggregator:2', undefined],
    ['registry.example.com/windowshopper:1', undefined],
    ['registry.example.com/worker:1.1809', undefined],
    ['mcr.microsoft.com/windows/nanoserver:ltsc2022', 'warning'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809', 'warning'],
    ['registry.example.com/worker:1.2-windows', 'warning'],
    ['registry.example.com/worker:windows-1809', 'warning'],
    ['registry.example.com/worker:1.2-windows2022', 'warning'],
  ])('image %s: %s', (image, expected) => {
    expect(stateOf(operatingSystem, { container: { image } })).toBe(expected);
  });
});
