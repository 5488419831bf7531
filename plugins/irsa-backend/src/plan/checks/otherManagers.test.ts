import { IamUser } from '../../accounts/types';
import { Json } from '../world/podTemplate';
import { checkContext, stateOf } from './__testUtils__/checkContext';
import { toolOf } from '../world/toolOf';
import { otherManagers } from './otherManagers';

const account = (metadata: Json) => ({
  name: 'worker',
  object: { metadata: { name: 'worker', ...metadata } },
  otherUsers: [],
  unknownUsers: [],
});
const tracked = {
  annotations: { 'argocd.argoproj.io/tracking-id': 'shop:/ServiceAccount:x/y' },
};

describe('who else keeps what a plan touches', () => {
  it.each<[string, Json]>([
    ['Argo CD', tracked],
    ['Helm', { annotations: { 'meta.helm.sh/release-name': 'shop' } }],
    ['Flux', { labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } }],
    ['Terraform', { managedFields: [{ manager: 'Terraform' }] }],
    [
      'an operator',
      { ownerReferences: [{ kind: 'Kafka', name: 'k', controller: true }] },
    ],
  ])('leaves a ServiceAccount of %s alone', (_, metadata) => {
    const { target } = checkContext({
      world: { serviceAccount: account(metadata) },
    });
    expect(target.ownAccount).toBe(true);
    expect(
      stateOf(otherManagers, { world: { serviceAccount: account(metadata) } }),
    ).toBe('passed');
  });

  it('annotates one that nothing keeps', () => {
    expect(checkContext().target.ownAccount).toBe(false);
    expect(stateOf(otherManagers)).toBe('passed');
  });

  it('stops where the own one is kept by a tool as well', () => {
    expect(
      stateOf(otherManagers, {
        world: {
          serviceAccount: account(tracked),
          ownServiceAccount: {
            name: 'worker-irsa',
            object: { metadata: { name: 'worker-irsa', ...tracked } },
            users: [],
          },
        },
      }),
    ).toBe('blocked');
  });

  it.each<[string | undefined, Record<string, string>]>([
    ['CloudFormation', { 'aws:cloudformation:stack-name': 'users' }],
    ['Terraform', { 'terraform-module': 'users' }],
    ['terragrunt', { ManagedBy: 'terragrunt' }],
    [undefined, { 'managed-by': 'backstage-irsa' }],
    [undefined, { team: 'payments' }],
  ])('knows %s by its tags', (tool, tags) => {
    expect(toolOf(tags)).toBe(tool);
    expect(
      stateOf(otherManagers, {
        context: { user: { name: 'u', tags } as unknown as IamUser },
      }),
    ).toBe(tool ? 'warning' : 'passed');
  });
});
