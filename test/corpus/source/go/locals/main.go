package main

import (
	"context"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// client opens the store.
func client(ctx context.Context) (*s3.Client, error) {
	id := os.Getenv("AWS_ACCESS_KEY_ID")
	secret := os.Getenv("AWS_SECRET_ACCESS_KEY")
	provider := credentials.NewStaticCredentialsProvider(id, secret, "")

	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithRegion("eu-west-1"),
		config.WithCredentialsProvider(provider),
	)
	if err != nil {
		return nil, err
	}
	return s3.NewFromConfig(cfg), nil
}
