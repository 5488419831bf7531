import { walkthroughExecution } from './__testUtils__/walkthroughPlan';
import { roleFooting, SeenRole } from './footing/role';

const execution = {
  ...walkthroughExecution('https://oidc.example.com/id/A1', undefined, 0),
  awsHalf: 'code' as const,
};
const { role, policy } = execution;

function facts(changes: Partial<SeenRole> = {}): string[] {
  const seen: SeenRole = {
    arn: role.arn,
    trust: role.trustDocument,
    attached: [],
    tags: {},
    boundary: role.boundaryArn,
    rights: [policy.document],
    ...changes,
  };
  return roleFooting(seen, execution)
    .filter(({ state }) => state !== 'holds')
    .map(({ object, state, message }) => `${state} ${object}: ${message}`);
}

describe('a role that code makes', () => {
  it('needs no tags and no policy of the planned name', () => {
    expect(facts()).toEqual([]);
  });

  it('holds no longer when it may do more or less', () => {
    const more = JSON.stringify({
      Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
    });
    const planned = JSON.parse(policy.document);
    const less = JSON.stringify({
      ...planned,
      Statement: planned.Statement.slice(1),
    });
    expect(facts({ rights: [policy.document, more] })).toEqual([
      `broken Rights of ${role.name}: The role may also sqs:* on *. Put that right in the code, or plan anew.`,
    ]);
    expect(facts({ rights: [less] })).toEqual([
      `broken Rights of ${role.name}: The role may not s3:ListBucket on arn:aws:s3:::profile-images. Put that right in the code, or plan anew.`,
    ]);
  });

  it('is not known while its policies cannot be read', () => {
    expect(facts({ rights: undefined })).toEqual([
      `notKnown Rights of ${role.name}: Its policies could not be read.`,
    ]);
  });
});
