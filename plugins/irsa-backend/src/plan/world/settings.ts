const SWITCH = /^(true|false|legacy|regional)$/i;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
/** Without a user, a password, a path or a query. */
const ADDRESS = /^https?:\/\/[\w.-]+(:\d+)?\/?$/;
const HOSTS = /^[\w.*:/,\s-]{1,2000}$/;

/**
 * The value of a data key, when its form says that it is a plain setting of the SDKs and no secret: a switch, a region, the address of
 * an endpoint, the hosts of NO_PROXY. Of Secrets only what bears the name of such a setting. `undefined` for anything else.
 */
export function plainSetting(
  kind: 'Secret' | 'ConfigMap',
  dataKey: string,
  value: string,
): string | undefined {
  const text = value.trim();
  const isNamed = /^AWS_/.test(dataKey);
  if (/^no_proxy$/i.test(dataKey) && HOSTS.test(text)) {
    return text;
  }
  return (kind === 'ConfigMap' || isNamed) &&
    [SWITCH, REGION, ADDRESS].some(form => form.test(text))
    ? text
    : undefined;
}
