import {
  irsaTrustPolicyReadPermission,
  Role,
  RoleReview,
} from 'backstage-plugin-irsa-common';
import { ActionEnvironment } from './types';

/** `irsa:review-trust-policy`: who may assume a role, and what is wrong with that. */
export function registerReviewTrustPolicy({
  registry,
  act,
}: ActionEnvironment): void {
  registry.register({
    name: 'review-trust-policy',
    title: 'Review the trust policy of a role',
    description:
      'Reads the trust policy of one IAM role and says who may assume it, what is wrong with that and how bad it is, a policy that would be better and whom it would ' +
      'change, and whether a person has signed the policy off. It changes nothing.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          accountId: zod.string().regex(/^\d{12}$/),
          roleName: zod.string().min(1).max(64),
        }),
      output: zod =>
        zod.object({
          roleArn: zod.string(),
          verdict: zod.string(),
          reach: zod
            .string()
            .describe(
              'exact: only those who are named; bounded: whoever matches a pattern; open: anyone; dead: nobody; notUnderstood: not known',
            ),
          subjects: zod.array(zod.string()),
          findings: zod.array(
            zod.object({
              ruleId: zod.string(),
              severity: zod.string(),
              message: zod.string(),
              fix: zod.string(),
            }),
          ),
          proposal: zod
            .object({
              policy: zod.string(),
              losesAccess: zod.array(zod.string()),
              wouldBreak: zod.array(zod.string()),
            })
            .optional(),
          review: zod
            .string()
            .describe('signed, void, ended or never: by a person'),
        }),
    },
    action: async ({ input, credentials }) => {
      const { accountId, roleName } = input;
      const output = await act(credentials, ({ trust, reviews, subjects }) => ({
        needed: [irsaTrustPolicyReadPermission],
        about: () => subjects.role(accountId, roleName),
        event: { id: 'action-review-trust-policy', severity: 'low' },
        meta: { accountId, roleName },
        handle: async () =>
          toOutput(
            await trust.get(accountId, roleName),
            await reviews.get({ accountId, roleName }),
          ),
      }));
      return { output };
    },
  });
}

function toOutput(role: Role, review: RoleReview) {
  const { proposal } = role;
  return {
    roleArn: role.arn,
    verdict: role.verdict,
    reach: role.reach,
    subjects: role.subjects,
    findings: role.findings.map(({ ruleId, severity, message, fix }) => ({
      ruleId,
      severity,
      message,
      fix,
    })),
    proposal: proposal && {
      policy: proposal.policy,
      losesAccess: proposal.effect.removed,
      wouldBreak: proposal.breaks,
    },
    review: review.state,
  };
}
