public class Silo
{
    public void Configure(ISiloBuilder silo, Settings s) =>
        silo.UseDynamoDBClustering(options =>
        {
            options.AccessKey = s.Id;
            options.SecretKey = s.Secret;
            options.Service = "eu-west-1";
        });
}
