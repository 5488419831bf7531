package main

import (
	awsconf "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

func load(ctx context.Context, c Conf) (aws.Config, error) {
	opts := []func(*awsconf.LoadOptions) error{
		awsconf.WithRegion(c.Region),
		awsconf.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(c.ID, c.Secret, "")),
	}
	return awsconf.LoadDefaultConfig(ctx, opts...)
}
