package main

import (
	v1creds "github.com/aws/aws-sdk-go/aws/credentials"
	"github.com/aws/aws-sdk-go/aws/session"
)

func open(c Conf) *session.Session {
	return session.Must(session.NewSession(&aws.Config{
		Region:      aws.String(c.Region),
		Credentials: v1creds.NewStaticCredentials(c.ID, c.Secret, ""),
	}))
}
