package main

import (
	"github.com/aws/aws-sdk-go/aws/session"
)

func open(c Conf) *session.Session {
	return session.Must(session.NewSession(&aws.Config{
		Region:      aws.String(c.Region),
	}))
}
