class A
{
    Task<GetSessionTokenResponse> Token(IAmazonSecurityTokenService sts) =>
        sts.GetSessionTokenAsync(new GetSessionTokenRequest { DurationSeconds = 900 });
}
