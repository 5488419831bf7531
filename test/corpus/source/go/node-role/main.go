package main

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials/ec2rolecreds"
)

func options() aws.Config {
	return aws.Config{Credentials: aws.NewCredentialsCache(ec2rolecreds.New())}
}
