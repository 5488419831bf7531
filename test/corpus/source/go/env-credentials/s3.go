package main

import (
	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
)

func newSession() (*session.Session, error) {
	return session.NewSession(&aws.Config{Credentials: credentials.NewEnvCredentials()})
}
