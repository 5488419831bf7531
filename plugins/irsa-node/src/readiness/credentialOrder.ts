import { sdkRule } from './sdks';
import { SdkUse, SourceLanguage } from './types';

/** What an SDK takes when a container has both: the role, or the key. */
export interface CredentialOrder {
  /** The key stands in variables. */
  variables: 'key' | 'role';
  /** The key stands in a mounted file. */
  file: 'key' | 'role';
}

const KEY_FIRST: CredentialOrder = { variables: 'key', file: 'key' };
const FILE_LAST: CredentialOrder = { variables: 'key', file: 'role' };
const ROLE_FIRST: CredentialOrder = { variables: 'role', file: 'role' };

/**
 * By language, from the sources of the SDKs: botocore `credentials.py`, aws-sdk-go-v2 `config/resolve_credentials.go`,
 * aws-sdk-java-v2 `DefaultCredentialsProvider`, aws-sdk-js-v3 `credential-provider-node`, aws-sdk-net
 * `DefaultAWSCredentialsIdentityResolver`, aws-sdk-ruby `credential_provider_chain.rb`, aws-sdk-php
 * `CredentialProvider.php`, and `DefaultCredentialsChain` of Rust's aws-config.
 */
const ORDERS: Record<SourceLanguage, CredentialOrder> = {
  python: FILE_LAST,
  node: KEY_FIRST,
  go: FILE_LAST,
  java: FILE_LAST,
  dotnet: FILE_LAST,
  ruby: FILE_LAST,
  php: FILE_LAST,
  rust: KEY_FIRST,
};

/**
 * In which order a package takes credentials; undefined for a package that finds them in its own way, or never takes a
 * role. .NET before version 4 takes the role before everything (aws-sdk-net `FallbackCredentialsFactory`), and so may a
 * version that is not told. Pure.
 */
export function credentialOrder({
  language,
  packageName,
  version,
}: Pick<SdkUse, 'language' | 'packageName' | 'version'>):
  | CredentialOrder
  | undefined {
  const rule = sdkRule(language, packageName);
  if (!rule || rule.minimum === 'own' || rule.minimum === 'never') {
    return undefined;
  }
  const isOld =
    language === 'dotnet' && Number.parseInt(version ?? '0', 10) < 4;
  return isOld ? ROLE_FIRST : ORDERS[language];
}
