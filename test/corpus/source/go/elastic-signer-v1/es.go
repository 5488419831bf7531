package es

import (
	"github.com/aws/aws-sdk-go/aws/credentials"
	aws "github.com/olivere/elastic/v7/aws/v4"
)

func client(id, secret string) *http.Client {
	return aws.NewV4SigningClient(credentials.NewStaticCredentials(id, secret, ""), "eu-west-1")
}
