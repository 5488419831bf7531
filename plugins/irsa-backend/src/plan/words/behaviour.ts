import { Plan } from 'backstage-plugin-irsa-common';
import { CheckContext } from '../checks/PlanCheck';

/** How the service will behave differently with its role. */
export function behaviourWarnings(context: CheckContext): Plan['warnings'] {
  const allowsS3 = context.policy?.document.Statement.some(
    ({ Effect, Action }) =>
      Effect === 'Allow' &&
      [Action ?? []].flat().some(action => /^(s3:|\*)/i.test(action)),
  );
  const cold: Plan['warnings'][number] = {
    id: 'start.cold',
    key: 'start.cold',
    params: {},
    message:
      'Each new Pod asks STS for credentials before its first call to AWS: some tenths of a second at start, and STS must be reachable.',
  };
  if (!allowsS3) {
    return [cold];
  }
  // A session that another session made ends after an hour.
  const hours = context.target.first
    ? 1
    : context.world.settings.maxSessionDuration / 3600;
  return [
    {
      id: 'links.shorter',
      key: 'links.shorter',
      params: { beforeSeconds: 604_800, afterSeconds: 3600, worstSeconds: 600 },
      message: `A presigned link can live 7 days when a static key signs it. Signed by the role it ends with the role's session: 1 hour for most SDKs${
        hours > 1 ? `, up to ${hours} hours` : ''
      }, and as little as 10 minutes when the session is about to be renewed.`,
    },
    // Those of a key that is off do not work any more.
    ...(context.key?.status === 'Inactive'
      ? []
      : [
          {
            id: 'links.inFlight',
            key: 'links.inFlight',
            params: { soakDays: context.world.settings.soakMs / 86_400_000 },
            message:
              'Links that were signed with the old key work until that key is switched off.',
          },
        ]),
    cold,
  ];
}
