public class MineCredentials : AWSCredentials
{
    private readonly Settings _settings;

    public MineCredentials(Settings settings) => _settings = settings;

    public override ImmutableCredentials GetCredentials() =>
        new ImmutableCredentials(_settings.Id, _settings.Secret, null);
}
