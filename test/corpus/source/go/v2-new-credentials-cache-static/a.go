package a

import awscreds "github.com/aws/aws-sdk-go-v2/credentials"

func load(ctx context.Context, c Conf) (aws.Config, error) {
	return config.LoadDefaultConfig(ctx,
		config.WithCredentialsProvider(aws.NewCredentialsCache(
			awscreds.NewStaticCredentialsProvider(c.ID, c.Secret, ""),
		)),
	)
}
