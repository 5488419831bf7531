var keys = await iam.ListAccessKeysAsync(new ListAccessKeysRequest { UserName = user });
foreach (var key in keys.AccessKeyMetadata)
{
    await iam.UpdateAccessKeyAsync(new UpdateAccessKeyRequest { AccessKeyId = key.AccessKeyId, Status = StatusType.Inactive });
}
