package files

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

func load(ctx context.Context, c Settings) (aws.Config, error) {
	if c.AccessKeyID == "" {
		return config.LoadDefaultConfig(ctx, config.WithRegion(c.Region))
	}
	return config.LoadDefaultConfig(ctx,
		config.WithRegion(c.Region),
		config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(c.AccessKeyID, c.Secret, "")),
	)
}
