public record Keys(string AwsAccessKeyId, string AwsSecretAccessKey);
public class Options { public string AWSAccessKey { get; set; } = ""; }
