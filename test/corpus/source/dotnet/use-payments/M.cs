public class M
{
    public void Configure(IHost host, Settings s) =>
        host.UsePayments(o => { o.AccessKeyId = s.Id; o.SecretAccessKey = s.Secret; });
}
