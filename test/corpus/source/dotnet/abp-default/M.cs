public class FilesModule
{
    public void Configure(AbpBlobStoringOptions options) =>
        options.Containers.ConfigureDefault(container => container.UseAws(aws =>
        {
            aws.ContainerName = "files";
        }));
}
