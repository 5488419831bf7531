import { AwsCredentialIdentity } from '@aws-sdk/types';
import {
  UsedCall,
  UsedCalls,
  UsedCallSide,
} from 'backstage-plugin-irsa-common';
import { HarmlessCall } from '../../accounts/harmlessCalls';
import { stsRefusalInWords } from '../../accounts/assume';
import { PlanExecution } from '../../plan/types';
import { scrub } from '../../shared/scrub';
import { boundaryIn, limitedBy } from '../boundary';
import { decideRequest, IdentityPolicies } from '../decideRequest';
import { PreviewIdentities } from '../PreviewIdentities';
import {
  PreviewSources,
  PreviewWorld,
  roleIn,
  rolePolicies,
  userOf,
  userPolicies,
} from '../previewWorld';
import { callsOf } from './callsOf';
import { isKeyOff, outcomeOf } from './outcomeOf';
import { verdictOf } from './verdictOf';

const LIMITS =
  'Only resources of this account that the policies of user or role name whole, and only calls that one of the two allows. Of the answers nothing is kept. Policies of resources and of the organisation take part in what was called, and not in what was simulated.';

type Called = Pick<UsedCallSide, 'called' | 'code' | 'reason'>;

/** What is known of an identity; `isWhole`: whether that is all that decides beside policies of others. */
interface Side {
  identity: IdentityPolicies;
  isWhole: boolean;
}

interface Sides {
  key?: Side;
  role?: Side;
}

/** Makes the same harmless calls with the old key and with the role, and tells them from what the policies say. */
export class UsedCallsRunner {
  constructor(
    private readonly sources: PreviewSources,
    private readonly identities: PreviewIdentities,
    private readonly now: () => number,
  ) {}

  /** @param planned - what a plan would make, simulated while there is no role */
  async run(
    world: PreviewWorld,
    planned: PlanExecution | undefined,
  ): Promise<UsedCalls> {
    const sides = await this.sidesOf(world, planned);
    const { calls, left } = this.callsOf(world, sides);
    const byKey = await this.withKey(world, calls);
    const byRole = await this.withRole(world, calls);
    return {
      at: new Date(this.now()).toISOString(),
      emulator: this.sources.config.emulator,
      limits: LIMITS,
      left,
      items: calls.map((call, at): UsedCall => {
        const key = { simulated: simulated(call, sides.key), ...byKey[at] };
        const role = { simulated: simulated(call, sides.role), ...byRole[at] };
        const { action, resource } = call;
        return { action, resource, key, role, verdict: verdictOf(key, role) };
      }),
    };
  }

  private async sidesOf(
    world: PreviewWorld,
    planned: PlanExecution | undefined,
  ): Promise<Sides> {
    const role = rolePolicies(world);
    const isPlanned = !role && !world.role.target && planned;
    const sideOf = async (
      policies: IdentityPolicies | undefined,
      boundaryArn: string | undefined,
    ) =>
      sideOfPolicies(
        limitedBy(
          policies,
          await boundaryIn(this.sources.accounts, world, boundaryArn),
        ),
      );
    return {
      key: await sideOf(userPolicies(world), userOf(world)?.boundaryArn),
      role: isPlanned
        ? await sideOf(ofPlan(isPlanned), isPlanned.role.boundaryArn)
        : await sideOf(role, roleIn(world)?.boundaryArn),
    };
  }

  private callsOf({ accountId = '', region }: PreviewWorld, sides: Sides) {
    const { preview } = this.sources.config;
    const policies = [sides.key, sides.role].flatMap(
      each => each?.identity.policies ?? [],
    );
    return callsOf(policies, {
      accountId,
      region,
      isWanted: call =>
        isOfConfigured(call, preview) &&
        [sides.key, sides.role].some(side => side && mayBeAllowed(call, side)),
    });
  }

  private async withKey(
    world: PreviewWorld,
    calls: HarmlessCall[],
  ): Promise<Called[]> {
    try {
      return await this.identities.withKey(world, async credentials => {
        const [identity, ...others] = calls;
        const first = await this.send(identity, credentials);
        // A HEAD that is refused does not say why.
        const isOff = first.isKeyOff;
        return [
          first.answer,
          ...(await Promise.all(
            others.map(async call =>
              isOff
                ? { ...first.answer, called: 'notCalled' as const }
                : (
                    await this.send(call, credentials)
                  ).answer,
            ),
          )),
        ];
      });
    } catch (error) {
      const reason = scrub(
        `The static key could not be used: ${
          error instanceof Error ? error.message : String(error)
        }`,
      );
      return calls.map(() => ({ called: 'notCalled', reason }));
    }
  }

  private async withRole(
    world: PreviewWorld,
    calls: HarmlessCall[],
  ): Promise<Called[]> {
    const { target, reason } = world.role;
    return Promise.all(
      calls.map(async (call): Promise<Called> => {
        if (!target) {
          return { called: 'notCalled', reason };
        }
        let credentials: AwsCredentialIdentity;
        try {
          ({ credentials } = await this.identities.assumeRole(world, target, {
            name: 'preview-used-call',
            policy: onlyFor(call),
          }));
        } catch (error) {
          return {
            called: 'notCalled',
            reason: scrub(
              `The role ${
                target.roleArn
              } could not be used: ${stsRefusalInWords(error)}`,
            ),
          };
        }
        return (await this.send(call, credentials)).answer;
      }),
    );
  }

  private async send(
    call: HarmlessCall,
    credentials: AwsCredentialIdentity,
  ): Promise<{ answer: Called; isKeyOff: boolean }> {
    try {
      await this.sources.accounts.callHarmlessly(call, credentials);
      return { answer: { called: 'allowed' }, isKeyOff: false };
    } catch (error) {
      return { answer: outcomeOf(error), isKeyOff: isKeyOff(error) };
    }
  }
}

/**
 * A session that can do this one call, if the role can. It grants nothing. Of an object, listing the bucket stays allowed, because without
 * it S3 answers 403 instead of 404 for one that is not there.
 */
function onlyFor({ action, resource }: HarmlessCall): string {
  const one = { Effect: 'Allow', Action: action, Resource: resource };
  const list = {
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: resource.split('/')[0],
  };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: action === 's3:GetObject' ? [one, list] : [one],
  });
}

/** `irsa.preview.buckets` and `irsa.preview.methods` hold for these calls too. */
function isOfConfigured(
  { action, resource }: HarmlessCall,
  { buckets, methods }: PreviewSources['config']['preview'],
): boolean {
  if (!action.startsWith('s3:')) {
    return true;
  }
  const bucket = resource.split(':::')[1].split('/')[0];
  return methods.includes('HEAD') && (!buckets || buckets.includes(bucket));
}

function simulated(
  { action, resource }: HarmlessCall,
  side: Side | undefined,
): UsedCallSide['simulated'] {
  if (action === 'sts:GetCallerIdentity') {
    // It needs no right, and cannot be denied.
    return 'allowed';
  }
  if (!side?.isWhole) {
    return 'notKnown';
  }
  return mayBeAllowed({ action, resource }, side) ? 'allowed' : 'denied';
}

/** As far as it is known. */
function mayBeAllowed(
  { action, resource }: Pick<HarmlessCall, 'action' | 'resource'>,
  { identity }: Side,
): boolean {
  return decideRequest(identity, action, resource).decision === 'allowed';
}

function sideOfPolicies(
  identity: IdentityPolicies | undefined,
): Side | undefined {
  return (
    identity && {
      identity,
      isWhole: !identity.unread?.length && !identity.unreadBoundary,
    }
  );
}

function ofPlan({ policy, role }: PlanExecution): IdentityPolicies {
  return {
    arn: role.arn,
    title: `planned role ${role.name}`,
    policies: [
      { name: policy.name, document: JSON.parse(policy.document), via: 'role' },
    ],
  };
}
