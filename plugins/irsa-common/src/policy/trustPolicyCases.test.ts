import { readFileSync } from 'fs';
import { resolve } from 'path';
import { evaluateTrust } from './evaluateTrust';
import { PolicyDocument, Statement } from './types';

interface CasePrincipal {
  kind: 'oidc' | 'aws' | 'service' | 'cognito';
  iss?: string;
  sub?: string;
  aud?: string;
  amr?: string[];
  claims?: Record<string, string>;
  arn?: string;
  service?: string;
  action?: string;
  context?: Record<string, string | string[]>;
}

interface Provider {
  arn: string;
  url: string;
  clientIds: string[];
}

interface TrustCase {
  id: string;
  title: string;
  contextRef: string;
  contextPatch?: { oidcProviders?: Provider[] };
  policy: Omit<PolicyDocument, 'Statement'> & {
    Statement: Statement | Statement[];
  };
  evaluations?: {
    principal: CasePrincipal;
    expect: 'allow' | 'deny';
    stage: string;
  }[];
}

const fixture: {
  contexts: Record<string, { oidcProviders: Provider[] }>;
  cases: TrustCase[];
} = JSON.parse(
  readFileSync(
    resolve(__dirname, '../../../../test/fixtures/trust-policy-cases.json'),
    'utf8',
  ),
);

function outcome(testCase: TrustCase, principal: CasePrincipal) {
  const document: PolicyDocument = {
    ...testCase.policy,
    Statement: [testCase.policy.Statement].flat(),
  };
  const context: Record<string, string | string[]> = { ...principal.context };
  let caller;
  let action = 'sts:AssumeRoleWithWebIdentity';
  if (principal.kind === 'oidc') {
    const providers =
      testCase.contextPatch?.oidcProviders ??
      fixture.contexts[testCase.contextRef].oidcProviders;
    const provider = providers.find(({ url }) => url === principal.iss);
    if (!provider) {
      return { decision: 'deny', stage: 'no-provider' };
    }
    if (!provider.clientIds.includes(principal.aud!)) {
      return { decision: 'deny', stage: 'audience' };
    }
    const host = principal.iss!.replace('https://', '');
    const claims = {
      sub: principal.sub,
      aud: principal.aud,
      ...principal.claims,
    };
    for (const [claim, value] of Object.entries(claims)) {
      if (value !== undefined) {
        context[`${host}:${claim}`] = value;
      }
    }
    caller = { type: 'Federated' as const, value: provider.arn };
  } else if (principal.kind === 'cognito') {
    const host = 'cognito-identity.amazonaws.com';
    context[`${host}:aud`] = principal.aud!;
    context[`${host}:sub`] = principal.sub!;
    context[`${host}:amr`] = principal.amr!;
    caller = { type: 'Federated' as const, value: host };
  } else {
    action = principal.action!;
    caller =
      principal.kind === 'aws'
        ? { type: 'AWS' as const, value: principal.arn! }
        : { type: 'Service' as const, value: principal.service! };
  }
  const { decision } = evaluateTrust(document, {
    principal: caller,
    action,
    context,
  });
  return {
    decision: decision === 'allowed' ? 'allow' : 'deny',
    stage: 'trust-policy',
  };
}

const evaluations = fixture.cases.flatMap(testCase =>
  (testCase.evaluations ?? []).map((evaluation, index) => ({
    name: `${testCase.id} ${testCase.title} #${index}`,
    testCase,
    ...evaluation,
  })),
);

describe('trust policy cases', () => {
  it('has cases', () => {
    expect(evaluations).toHaveLength(205);
  });

  it.each(evaluations)(
    '$name',
    ({ testCase, principal, expect: decision, stage }) => {
      expect(outcome(testCase, principal)).toEqual({ decision, stage });
    },
  );
});
