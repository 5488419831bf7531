package main

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	awscreds "github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

func client(id, secret string) *sqs.Client {
	return sqs.New(sqs.Options{
		Region:      "eu-west-1",
		Credentials: aws.NewCredentialsCache(awscreds.NewStaticCredentialsProvider(id, secret, "")),
	})
}
