package com.acme;

class VaultProvider implements AwsCredentialsProvider {
  @Override
  public AwsCredentials resolveCredentials() {
    Lease lease = vault.lease();
    return AwsSessionCredentials.create(lease.id(), lease.secret(), lease.sessionToken());
  }
}
