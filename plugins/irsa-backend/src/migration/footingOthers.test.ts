import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { roleFooting, SeenRole } from './footing/role';

const execution = walkthroughExecution(
  'https://oidc.example.com/id/A1',
  undefined,
  0,
);
const { role, policy, tags } = execution;
const OTHERS = `${policy.arn}-of-others`;

function facts(changes: Partial<SeenRole>): string[] {
  const seen: SeenRole = {
    arn: role.arn,
    trust: role.trustDocument,
    attached: [policy.arn],
    inline: [],
    tags,
    boundary: role.boundaryArn,
    policyDocument: policy.document,
    ...changes,
  };
  return roleFooting(seen, execution)
    .filter(({ object }) => object.startsWith('Other'))
    .map(({ state, message }) => `${state}: ${message}`);
}

const statement = (Effect: string, Action: string) =>
  JSON.stringify({ Statement: [{ Effect, Action, Resource: '*' }] });

describe('policies that others give to a role of the portal', () => {
  it('are nothing to speak of when there are none', () => {
    expect(facts({})).toEqual([]);
  });

  it('may allow more, or deny what was not planned', () => {
    const attached = [policy.arn, OTHERS];
    for (const other of [
      statement('Allow', 'sqs:SendMessage'),
      statement('Deny', 'sqs:SendMessage'),
    ]) {
      expect(facts({ attached, rights: [policy.document, other] })).toEqual([
        `holds: ${OTHERS}: nothing of the plan is denied.`,
      ]);
    }
  });

  it('break it with a Deny of what was planned, attached or within the role', () => {
    const rights = [policy.document, statement('Deny', 's3:Get*')];
    expect(facts({ attached: [policy.arn, OTHERS], rights })).toEqual([
      `broken: The role is denied s3:Get* on *. Somebody has added ${OTHERS}: take that Deny away, or plan anew.`,
    ]);
    expect(facts({ inline: ['frozen'], rights })).toEqual([
      expect.stringMatching(/^broken: .* added frozen:/),
    ]);
  });

  it('are not known while they cannot be read', () => {
    expect(facts({ inline: ['frozen'] })).toEqual([
      'notKnown: Whether frozen deny anything could not be read.',
    ]);
  });
});
