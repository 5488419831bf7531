import { isMailName } from 'backstage-plugin-irsa-node';
import { containersOf, listOf, podSpec } from '../world/podTemplate';
import { DerivedService, servicesIn } from '../world/textFacts';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

const WORDS: Record<DerivedService, string> = {
  'ses-smtp': 'the SMTP interface of SES',
  codecommit: 'Git over HTTPS of CodeCommit',
  keyspaces: 'Keyspaces',
};

/**
 * SMTP of SES takes a key id and a password that was made from the secret half. It takes no temporary credentials, so no role.
 * https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
 */
export const derivedCredentials: PlanCheck = context => {
  const services = servicesOf(context);
  const { references } = context.world.workload;
  const mailNames = [
    ...new Set(
      references
        .filter(({ verdict }) => verdict !== 's3-compatible')
        .flatMap(({ verdict, envNames, keyNames }) =>
          [...envNames, ...keyNames].filter(
            name => verdict === 'ses-smtp' || isMailName(name),
          ),
        ),
    ),
  ];
  const fix =
    'Leave this key as it is and make it one that may only send mail, or let the service send through the API of SES, which takes a role.';
  if (mailNames.length > 0) {
    return answer('derived-credentials', 'F27', {
      state: 'blocked',
      params: { names: mailNames },
      message: `The key is a user name for sending mail (${short(
        mailNames,
      )}). The SMTP interface of SES takes no role.`,
      evidence: 'Names of the variables and data keys that hold the key.',
      fix,
    });
  }
  const onlyMails = mayOnlySendMail(context);
  if (services.includes('ses-smtp')) {
    const hasPair = references.some(({ confidence }) => confidence === 'pair');
    return answer('derived-credentials', 'F27', {
      state: onlyMails || !hasPair ? 'blocked' : 'warning',
      params: { services },
      message:
        onlyMails || !hasPair
          ? 'The service sends mail through the SMTP interface of SES, which takes no role, and its key seems to be for that.'
          : 'The service sends mail through the SMTP interface of SES, which takes no role. If its password was made from this key, mail stops when the key is switched off.',
      evidence: onlyMails
        ? 'Host names in the settings; the policies of the user allow sending mail only.'
        : 'Host names in the settings.',
      fix,
    });
  }
  if (services.length > 0) {
    return answer('derived-credentials', 'F27', {
      state: 'warning',
      params: { services },
      message: `The service uses ${short(
        services.map(service => WORDS[service]),
      )} with a user name and a password of an IAM user. A role does not replace them, and they end with the user.`,
      evidence: 'Host names in the settings.',
      fix: 'Keep the user until the service signs its requests itself (git-remote-codecommit, the SigV4 plugin).',
    });
  }
  return onlyMails
    ? answer('derived-credentials', 'F27', {
        state: 'warning',
        message:
          'The user may send mail and nothing else, as users for the SMTP interface of SES do. That interface takes no role.',
        evidence: 'Policies of the user.',
        fix: 'Find out whether the service sends by SMTP. If so, leave the key as it is.',
      })
    : undefined;
};

function servicesOf({ world }: CheckContext): DerivedService[] {
  const texts = containersOf(podSpec(world.object)).flatMap(({ container }) => [
    ...listOf(container, 'env').map(({ value }) => String(value ?? '')),
    ...((container.command ?? []) as string[]),
    ...((container.args ?? []) as string[]),
  ]);
  return [
    ...new Set([
      ...servicesIn(texts.join('\n')),
      ...world.objects.flatMap(object =>
        Object.values(object.texts ?? {}).flatMap(
          ({ services }) => services ?? [],
        ),
      ),
    ]),
  ];
}

function mayOnlySendMail({ policy }: CheckContext): boolean {
  const actions = (policy?.document.Statement ?? [])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => [Action ?? '*'].flat());
  return (
    actions.length > 0 &&
    actions.every(action => /^ses:Send(Raw)?(Email|\*)$/i.test(action))
  );
}
