package main

import (
	awsconf "github.com/aws/aws-sdk-go-v2/config"
)

func load(ctx context.Context, c Conf) (aws.Config, error) {
	opts := []func(*awsconf.LoadOptions) error{
		awsconf.WithRegion(c.Region),
	}
	return awsconf.LoadDefaultConfig(ctx, opts...)
}
