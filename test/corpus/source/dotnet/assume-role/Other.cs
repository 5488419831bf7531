public class Other
{
    public Task<AssumeRoleResponse> Get(IAmazonSecurityTokenService sts) =>
        sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = _arn,
            RoleSessionName = "svc",
            DurationSeconds = 6 * 60 * 60,
        });
}
