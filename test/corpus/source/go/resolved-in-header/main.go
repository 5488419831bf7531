package main

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/config"
)

func keys(ctx context.Context) (string, string, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return "", "", err
	}
	creds, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return "", "", err
	}
	return creds.AccessKeyID, creds.SecretAccessKey, nil
}
