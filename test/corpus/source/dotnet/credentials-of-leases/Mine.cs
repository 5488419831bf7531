public class VaultCredentials : RefreshingAWSCredentials
{
    protected override CredentialsRefreshState GenerateNewCredentials()
    {
        var lease = _vault.Lease();
        return new CredentialsRefreshState(new ImmutableCredentials(lease.Id, lease.Secret, lease.Token), lease.End);
    }
}
