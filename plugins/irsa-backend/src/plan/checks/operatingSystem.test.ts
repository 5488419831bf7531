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
});
