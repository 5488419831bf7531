public class FilesModule
{
    public void Configure(AbpBlobStoringOptions options, Settings s) =>
        options.Containers.ConfigureDefault(container => container.UseAws(aws =>
        {
            aws.AccessKeyId = s.Id;
            aws.SecretAccessKey = s.Secret;
            aws.ContainerName = "files";
        }));
}
