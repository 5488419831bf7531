import { AccountRights, SetUp } from 'backstage-plugin-irsa-common';

/** A portal where all is well. */
export function setUpFixture(overrides: Partial<SetUp> = {}): SetUp {
  return {
    state: 'ready',
    problems: [],
    database: { client: 'better-sqlite3' },
    clusterSources: [
      {
        key: 'irsa.clusters',
        type: 'irsa',
        state: 'ok',
        clusters: ['production'],
        leftOut: [],
      },
    ],
    changeHosts: [],
    extensions: [],
    ...overrides,
  };
}

/** An account where one right is missing and one is not known. */
export function rightsFixture(
  overrides: Partial<AccountRights> = {},
): AccountRights {
  return {
    accountId: '111122223333',
    principal: 'arn:aws:iam::111122223333:role/irsa-portal',
    asOf: new Date().toISOString(),
    policies: [
      {
        file: 'portal-iam-auditor.json',
        rights: [
          { action: 'iam:ListUsers', state: 'held' },
          { action: 'iam:ListRoles', state: 'held' },
        ],
      },
      {
        file: 'portal-iam-migrator.json',
        rights: [
          {
            action: 'iam:CreateRole',
            state: 'notHeld',
            reason: 'No policy allows it',
          },
          { action: 'iam:TagRole', state: 'notKnown' },
        ],
      },
    ],
    boundary: {
      state: 'absent',
      arn: 'arn:aws:iam::111122223333:policy/IrsaBoundary',
      message: 'Make it from irsa-boundary.json.',
    },
    ...overrides,
  };
}
