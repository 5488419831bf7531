package main

import (
	"github.com/aws/aws-sdk-go-v2/service/sqs"
)

func client(id, secret string) *sqs.Client {
	return sqs.New(sqs.Options{
		Region:      "eu-west-1",
	})
}
