package main

import awsconf "github.com/aws/aws-sdk-go-v2/config"

func load(ctx context.Context) (aws.Config, error) {
	return awsconf.LoadDefaultConfig(ctx, awsconf.WithRegion("eu-west-1"), awsconf.WithSharedConfigProfile("deploy"))
}
