import { textFacts } from '../world/textFacts';
import { checkContext, Situation, stateOf } from './__testUtils__/checkContext';
import { nameSignIns } from './nameSignIns';

const env = (name: string, value: string): Situation => ({
  container: { env: [{ name, value }] },
});
const command = (text: string): Situation => ({
  container: { command: ['sh', '-c', text] },
});
/** A ConfigMap with this text among what the container gets. */
const file = (text: string): Situation => ({
  world: {
    objects: [
      {
        ...checkContext().world.objects[0],
        kind: 'ConfigMap',
        texts: { conf: textFacts(text) ?? {} },
      },
    ],
  },
});
const may = (...actions: string[]): Situation => ({
  context: {
    policy: {
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
      },
      size: 100,
      sources: ['p'],
      unreadable: [],
      administrator: [],
      unresolved: [],
      assumesRoles: false,
    },
  },
});

describe('signing in by the name of an AWS identity', () => {
  it.each<[string, Situation]>([
    [
      'MongoDB',
      env('URL', 'mongodb+srv://c.example.com/?authMechanism=MONGODB-AWS'),
    ],
    ['Vault', command('vault login -method=aws role=app && run')],
    ['Vault', env('VAULT_AUTH_METHOD', 'aws')],
    ['Vault', file('auto_auth {\n  method "aws" {\n  }\n}')],
    ['Kubernetes clusters', command('aws eks update-kubeconfig --name other')],
    [
      'Kubernetes clusters',
      file('exec:\n  command: aws\n  args:\n  - eks\n  - get-token\n'),
    ],
    ['Kubernetes clusters', file('command: aws-iam-authenticator')],
    ['Teleport', file('join_params:\n  join_method: iam\n')],
    ['Redshift', may('redshift:Get*')],
    ['Redshift', may('redshift-serverless:GetCredentials')],
  ])('%s (%#)', (service, situation) => {
    expect(nameSignIns(checkContext(situation))).toMatchObject({
      state: 'warning',
      failureMode: 'F23',
      params: { services: [service] },
    });
  });

  it.each<[string, Situation]>([
    ['nothing', {}],
    ['MongoDB by password', env('URL', 'mongodb://u@c.example.com/')],
    ['Vault by Kubernetes', command('vault login -method=kubernetes')],
    ['a bucket of eks', command('aws s3 ls s3://eks')],
    ['a way of another name', env('AUTH_METHOD', 'aws')],
    ['a database by a token', may('rds-db:connect')],
    ['everything', may('*')],
  ])('not: %s', (_, situation) => {
    expect(stateOf(nameSignIns, situation)).toBeUndefined();
  });
});
