package a

var provider = ec2rolecreds.New()
var cfg, err = config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(aws.NewCredentialsCache(provider)))
