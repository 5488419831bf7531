package backend

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

func getConfig(ctx context.Context, access, secret string) (aws.Config, error) {
	var creds aws.CredentialsProvider
	if access != "" {
		creds = credentials.NewStaticCredentialsProvider(access, secret, "")
	} else {
		creds = aws.AnonymousCredentials{}
	}
	return config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(creds))
}
