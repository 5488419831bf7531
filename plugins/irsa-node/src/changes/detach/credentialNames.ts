/**
 * Variables that together make one static credential; an incomplete set makes botocore fail instead of continuing (F3).
 */
export const credentialVariables: ReadonlySet<string> = new Set([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
]);

/** Variables that choose a file or profile; without the file a profile makes most SDKs fail. */
export const fileVariables: ReadonlySet<string> = new Set([
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CREDENTIAL_FILE',
  'AWS_CONFIG_FILE',
]);

/**
 * Whether a variable is to hold the path of a file of credentials, of any cloud: some programs point the SDKs of all clouds to the same file.
 *
 * https://github.com/vmware-tanzu/helm-charts/blob/main/charts/velero/templates/deployment.yaml
 */
export function namesFile(variable: string): boolean {
  return (
    fileVariables.has(variable) || /_CREDENTIALS?(_FILE|_PATH)?$/.test(variable)
  );
}

/** Profile selectors that only make sense together with a file. */
export const profileVariables: ReadonlySet<string> = new Set([
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
]);

/** Region variables, in the order SDKs look at them. */
export const regionVariables = ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const;

/** Whether a data key of an object is by its name part of an AWS credential, or a credentials file. */
export function isCredentialKey(key: string): boolean {
  return (
    credentialVariables.has(
      key
        .toLocaleUpperCase('en-US')
        .replace(/[.-]/g, '_')
        .replace(/^.*?(AWS_)/, '$1'),
    ) || key === 'credentials'
  );
}
