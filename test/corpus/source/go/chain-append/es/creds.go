package es

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/credentials"
)

func providers(profile string) *credentials.Credentials {
	list := []credentials.Provider{}
	list = append(list, &credentials.EnvProvider{})
	if profile != "" {
		list = append(list, &credentials.SharedCredentialsProvider{Profile: profile})
	}
	return credentials.NewCredentials(&credentials.ChainProvider{
		Providers:     list,
		VerboseErrors: *aws.Bool(true),
	})
}
