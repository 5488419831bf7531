/**
 * The SMTP interface of SES, whose user names are access key ids; also through an endpoint of a VPC, and as Symfony
 * writes it: https://symfony.com/doc/current/mailer.html#using-a-3rd-party-transport
 */
const SES_HOST =
  /\bemail-smtp(-fips)?\.[\w-]+\.(vpce\.)?amazonaws\.com|\bses\+smtps?:\/\//i;
/** `SMTP_USER`, `EMAIL_HOST_USER`, `MAIL_USERNAME`, `AWS_SES_SMTP_PASSWORD`, Ghost's `mail__options__auth__user`; not `EMAIL_BUCKET_KEY`. */
const MAIL_NAME =
  /smtp|(^|[_.-])((node|send)?e?mail(er)?|msmtp|postfix|relay)([_.-]{0,2}(host|server|options|config|settings|transport|default|outgoing|sender)){0,3}[_.-]{0,2}(user|login|pass|auth|sasl)/i;
/** Under such a name, beside a host of SES, stands the key id. */
const USER_NAME = /user|login|account|access[_.-]?key[_.-]?id/i;

/** Whether a text names the SMTP interface of SES. */
export function namesSesSmtp(text: string): boolean {
  return SES_HOST.test(text);
}

/** Whether a variable or data key of this name logs in for sending mail. */
export function isMailName(name: string): boolean {
  return MAIL_NAME.test(name);
}

/** Whether it holds the user name, and not the password. */
export function isUserName(name: string): boolean {
  return USER_NAME.test(name);
}
