package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

func provider(id, secret string) aws.CredentialsProvider {
	return aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) {
		return aws.Credentials{
			AccessKeyID:     id,
			SecretAccessKey: secret,
		}, nil
	})
}
